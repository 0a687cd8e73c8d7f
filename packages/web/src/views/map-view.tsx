import type { View } from '@rapport/measures';
import { useWords } from '../wording/use-words.ts';
import { type Dot, MapDrawing } from './map-drawing.tsx';
import { type Shape, shapeOf } from './map-geometry.ts';
import { StateTag, ThreadLink } from './thread-link.tsx';
import { saidAt, type ThreadRow } from './threads.ts';

type PlaceView = Extract<View, { view: 'map' }>;

interface Placed {
  readonly row: ThreadRow;
  readonly number: number;
  readonly shape: Shape | undefined;
}

const targetOf = (number: number): string => `place-${number}`;

/** Openings as numbered dots on land, and the same as a list: whatever the drawing holds, the list holds. */
export function MapView({ rows, view }: { rows: readonly ThreadRow[]; view: PlaceView }) {
  const { t } = useWords();
  const placed = rows.map((row, index) => ({
    row,
    number: index + 1,
    shape: shapeOf(saidAt(row, view.place)),
  }));
  const dots = dotsOf(placed);
  return (
    <>
      {dots.length > 0 && <MapDrawing dots={dots} targetOf={targetOf} />}
      <ol className="rows">
        {placed.map(({ row, number, shape }) => (
          <li key={row.opening.id} id={targetOf(number)}>
            <span className="figures">{number}.</span> <ThreadLink row={row} /> <StateTag row={row} />{' '}
            <bdi className="soft small figures">
              {shape === undefined ? t('views.not-on-map') : degreesOf(shape)}
            </bdi>
          </li>
        ))}
      </ol>
    </>
  );
}

/** As exact as it was written; the middle of an area is ours, and rounded. */
function degreesOf({ at, outline }: Shape): string {
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  return `${round(at.latitude)}°, ${round(at.longitude)}°${outline === undefined ? '' : ' ○'}`;
}

/** One dot for each place, however many threads lie there. */
function dotsOf(placed: readonly Placed[]): Dot[] {
  const dots = new Map<string, { shape: Shape; numbers: number[] }>();
  for (const { number, shape } of placed) {
    if (shape === undefined) continue;
    const key = `${shape.at.latitude.toFixed(2)} ${shape.at.longitude.toFixed(2)}`;
    const known = dots.get(key);
    if (known === undefined) dots.set(key, { shape, numbers: [number] });
    else known.numbers.push(number);
  }
  return [...dots.values()];
}
