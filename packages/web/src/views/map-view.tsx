import type { View } from '@rapport/measures';
import { valueAt } from '@rapport/notices';
import { useOrganisation } from '../exchange/queries.ts';
import { useWords } from '../wording/use-words.ts';
import { StateTag, ThreadLink } from './thread-link.tsx';
import { saidAt, type ThreadRow } from './threads.ts';

type PlaceView = Extract<View, { view: 'map' }>;

interface Dot {
  readonly row: ThreadRow;
  readonly number: number;
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * Openings as numbered dots on a plain grid of degrees, with a table beside it. The drawing has no border and no
 * name, so it takes no side; the organisation's disclaimer stands in the picture itself.
 */
export function MapView({ rows, view }: { rows: readonly ThreadRow[]; view: PlaceView }) {
  const dots = rows.flatMap((row) => pointsOf(saidAt(row, view.place)).map((point) => ({ row, ...point })));
  const numbered = dots.map((dot, index) => ({ ...dot, number: index + 1 }));
  return (
    <>
      {numbered.length > 0 && <Drawing dots={numbered} />}
      <ol className="rows">
        {numbered.map((dot) => (
          <li key={`${dot.row.opening.id} ${dot.number}`}>
            <span className="figures">{dot.number}.</span> <ThreadLink row={dot.row} />{' '}
            <StateTag row={dot.row} />{' '}
            <bdi className="soft small figures">
              {dot.latitude}°, {dot.longitude}°
            </bdi>
          </li>
        ))}
      </ol>
    </>
  );
}

function pointsOf(place: unknown): { latitude: number; longitude: number }[] {
  const corners = valueAt(place, '/corners');
  if (Array.isArray(corners)) return corners.flatMap(pointsOf).slice(0, 1);
  const [latitude, longitude] = [Number(valueAt(place, '/latitude')), Number(valueAt(place, '/longitude'))];
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? [{ latitude, longitude }] : [];
}

function Drawing({ dots }: { dots: readonly Dot[] }) {
  const { t, pick } = useWords();
  const disclaimer = pick(useOrganisation().disclaimer);
  const [west, east] = span(dots.map(({ longitude }) => longitude));
  const [south, north] = span(dots.map(({ latitude }) => latitude));
  const x = (longitude: number): number => ((longitude - west) / (east - west)) * 1000;
  const y = (latitude: number): number => ((north - latitude) / (north - south)) * 500;
  const lines = [0, 1, 2, 3, 4];
  return (
    <figure className="plain-map">
      <svg viewBox="-10 -10 1020 520" role="img" aria-label={t('views.map')} direction="ltr">
        {lines.map((n) => (
          <g key={n} className="graticule">
            <line x1={n * 250} x2={n * 250} y1={0} y2={500} />
            <line x1={0} x2={1000} y1={n * 125} y2={n * 125} />
            <text x={n * 250 + 4} y={496}>
              {Math.round((west + ((east - west) * n) / 4) * 10) / 10}°
            </text>
            <text x={4} y={n * 125 + 16}>
              {Math.round((north - ((north - south) * n) / 4) * 10) / 10}°
            </text>
          </g>
        ))}
        {dots.map((dot) => (
          <g key={dot.number} className="dot">
            <circle cx={x(dot.longitude)} cy={y(dot.latitude)} r={9} />
            <text x={x(dot.longitude) + 14} y={y(dot.latitude) + 5}>
              {dot.number}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className="soft small">{disclaimer}</figcaption>
    </figure>
  );
}

/** Bounds with some room around, never of no width. */
function span(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(1, (high - low) * 0.15);
  return [low - room, high + room];
}
