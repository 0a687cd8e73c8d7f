import { valueAt } from '@rapport/notices';

/** A place on the earth, degrees east and north. */
export interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

/** Where a place is drawn: a dot, with its outline where it has one. `undefined` of a place without coordinates. */
export interface Shape {
  readonly at: Point;
  readonly outline?: readonly Point[];
}

/** Reads a value of format `place`; whatever the value is, nothing is thrown. */
export function shapeOf(place: unknown): Shape | undefined {
  const corners = valueAt(place, '/corners');
  if (Array.isArray(corners)) return areaOf(corners);
  const at = pointOf(place);
  if (at === undefined) return undefined;
  const radius = numberAt(place, '/radius');
  return radius !== undefined && radius > 0 && radius <= 5000 ? { at, outline: around(at, radius) } : { at };
}

function areaOf(corners: readonly unknown[]): Shape | undefined {
  const points = corners.flatMap((corner) => pointOf(corner) ?? []);
  const [first] = points;
  if (first === undefined || points.length < corners.length) return undefined;
  const outline = points.map((point) => near(point, first.longitude));
  const at = {
    longitude: mean(outline.map(({ longitude }) => longitude)),
    latitude: mean(outline.map(({ latitude }) => latitude)),
  };
  return { at, outline };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function pointOf(value: unknown): Point | undefined {
  const [latitude, longitude] = [numberAt(value, '/latitude'), numberAt(value, '/longitude')];
  if (latitude === undefined || longitude === undefined) return undefined;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}

function numberAt(value: unknown, pointer: string): number | undefined {
  const found = valueAt(value, pointer);
  const number = typeof found === 'string' && found !== '' ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

const earthRadius = 6371;
const rad = Math.PI / 180;

/** A circle on the earth as a polygon. @param radius - kilometres. Source: great-circle destination on a sphere. */
function around({ latitude, longitude }: Point, radius: number): Point[] {
  const [arc, lat] = [radius / earthRadius, latitude * rad];
  return Array.from({ length: 48 }, (_, i) => {
    const bearing = (i / 48) * 2 * Math.PI;
    const sin = Math.sin(lat) * Math.cos(arc) + Math.cos(lat) * Math.sin(arc) * Math.cos(bearing);
    const east = Math.atan2(
      Math.sin(bearing) * Math.sin(arc) * Math.cos(lat),
      Math.cos(arc) - Math.sin(lat) * sin,
    );
    return { latitude: Math.asin(sin) / rad, longitude: longitude + east / rad };
  });
}

/** The same point, told in degrees that lie within half a turn of a meridian. */
function near({ latitude, longitude }: Point, meridian: number): Point {
  return { latitude, longitude: longitude + 360 * Math.round((meridian - longitude) / 360) };
}

/** How degrees become places in a picture, one scale for both: a degree east counts as at the middle latitude. */
export interface Projection {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
  x(longitude: number): number;
  y(latitude: number): number;
}

/**
 * A projection of a picture of `width` by `height` that holds all the points, with room around them.
 *
 * @param spanMin - the fewest degrees that it shows
 */
export function fit(
  points: readonly Point[],
  { width, height, spanMin }: { readonly width: number; readonly height: number; readonly spanMin: number },
): Projection {
  const middle = points[0]?.longitude ?? 0;
  const told = points.map((point) => near(point, middle));
  const [west, east] = spread(
    told.map(({ longitude }) => longitude),
    spanMin,
  );
  const [south, north] = spread(
    told.map(({ latitude }) => latitude),
    spanMin / 2,
  );
  const latitude = Math.max(-75, Math.min(75, (south + north) / 2));
  const squeeze = Math.cos(latitude * rad);
  const scale = Math.min(width / ((east - west) * squeeze), height / (north - south));
  const [halfWidth, halfHeight] = [width / scale / squeeze / 2, height / scale / 2];
  const longitude = (west + east) / 2;
  return {
    west: longitude - halfWidth,
    east: longitude + halfWidth,
    south: latitude - halfHeight,
    north: latitude + halfHeight,
    x: (value) =>
      (near({ longitude: value, latitude }, longitude).longitude - longitude + halfWidth) * squeeze * scale,
    y: (value) => (latitude + halfHeight - value) * scale,
  };
}

function spread(values: readonly number[], spanMin: number): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const half = Math.max(spanMin / 2, ((high - low) / 2) * 1.3);
  const middle = (low + high) / 2;
  return [middle - half, middle + half];
}

/** Land as `land.json` keeps it: rings of differences in parts of a degree, longitude then latitude. */
export interface Land {
  readonly unit: number;
  readonly rings: readonly (readonly number[])[];
}

/** The path of the land that a picture shows. */
export function landPath({ unit, rings }: Land, projection: Projection): string {
  return rings
    .flatMap((ring) => [-360, 0, 360].map((turn) => ringPath(ring, unit, turn, projection)))
    .join('');
}

function ringPath(ring: readonly number[], unit: number, turn: number, projection: Projection): string {
  const points = absolute(ring, unit, turn);
  const isSeen =
    points.some(([longitude]) => longitude >= projection.west) &&
    points.some(([longitude]) => longitude <= projection.east) &&
    points.some(([, latitude]) => latitude >= projection.south) &&
    points.some(([, latitude]) => latitude <= projection.north);
  if (!isSeen) return '';
  const { west, x, y } = projection;
  // Not through `x` of each corner, which would tell those beyond the picture's edge from the other side.
  const perDegree = x(west + 1) - x(west);
  const places = points.map(
    ([longitude, latitude]) => `${round((longitude - west) * perDegree)} ${round(y(latitude))}`,
  );
  return `M${places.join('L')}Z`;
}

function absolute(ring: readonly number[], unit: number, turn: number): [number, number][] {
  let [longitude, latitude] = [0, 0];
  const points: [number, number][] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) {
    longitude += ring[i] ?? 0;
    latitude += ring[i + 1] ?? 0;
    points.push([longitude / unit + turn, latitude / unit]);
  }
  return points;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The path of an outline. */
export function outlinePath(outline: readonly Point[], { x, y }: Projection): string {
  const places = outline.map(({ longitude, latitude }) => `${round(x(longitude))} ${round(y(latitude))}`);
  return `M${places.join('L')}Z`;
}

/** Lines of the graticule: whole degrees, four to eight across. */
export function graticule(low: number, high: number): number[] {
  const step = [1, 2, 5, 10, 15, 30, 45, 60].find((one) => (high - low) / one <= 8) ?? 90;
  const first = Math.ceil(low / step);
  return Array.from(
    { length: Math.max(0, Math.floor(high / step) - first + 1) },
    (_, i) => (first + i) * step,
  );
}

/** A degree as maps say it, within half a turn: `70° E`. */
export function degreeText(value: number, [positive, negative]: readonly [string, string]): string {
  const told = ((((value + 180) % 360) + 360) % 360) - 180;
  return told === 0 ? '0°' : `${Math.abs(told)}° ${told > 0 ? positive : negative}`;
}

/** Breaks a text into lines of at most so many characters, at its spaces. */
export function linesOf(text: string, length: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= length)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
