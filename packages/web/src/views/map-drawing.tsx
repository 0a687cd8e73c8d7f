import { useSuspenseQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import { useOrganisation } from '../exchange/queries.ts';
import { useWords } from '../wording/use-words.ts';
import {
  degreeText,
  fit,
  graticule,
  type Land,
  landPath,
  linesOf,
  outlinePath,
  type Projection,
  type Shape,
} from './map-geometry.ts';

/** What is drawn at one place: the numbers of all rows that lie there. */
export interface Dot {
  readonly shape: Shape;
  readonly numbers: readonly number[];
}

const east = ['E', 'W'] as const;
const north = ['N', 'S'] as const;
const textHeight = 16;
/** Pixels that a dot and its number need. */
const dotRoom = 26;

/**
 * Dots on land, with a quiet graticule: no border and no name, so that it takes no side; the organisation's disclaimer
 * stands in the picture itself. An invented organisation has sea alone, as its states are on no map.
 *
 * @param targetOf - the id of the row that a dot leads to
 */
export function MapDrawing({
  dots,
  targetOf,
}: {
  dots: readonly Dot[];
  targetOf: (number: number) => string;
}) {
  const { t, pick } = useWords();
  const organisation = useOrganisation();
  const { frame, width } = useWidth();
  const height = Math.round(Math.min(width * 0.6, 560));
  const said = linesOf(pick(organisation.disclaimer), Math.max(30, Math.floor(width / 6.6)));
  const points = dots.flatMap(({ shape }) => [shape.at, ...(shape.outline ?? [])]);
  // With land one has to see coasts to know where it is.
  const spanMin = organisation.invented === true ? 2 : 12;
  const projection = fit(points, { width, height, spanMin });
  const whole = height + said.length * textHeight + 12;
  return (
    <figure className="plain-map" ref={frame} aria-label={t('views.map')}>
      <svg viewBox={`0 0 ${width} ${whole}`} direction="ltr">
        <rect className="sea" width={width} height={height} />
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {organisation.invented !== true && <LandShape projection={projection} />}
          <Graticule projection={projection} height={height} width={width} />
          {dots.map(({ shape, numbers }) =>
            shape.outline === undefined ? null : (
              <path key={numbers.join()} className="outline" d={outlinePath(shape.outline, projection)} />
            ),
          )}
        </svg>
        {clustered(dots, projection).map((dot) => (
          <DotLink key={dot.numbers.join()} dot={dot} projection={projection} targetOf={targetOf} />
        ))}
        <text className="disclaimer" y={height + 4}>
          {said.map((line) => (
            <tspan key={line} x={width / 2} dy={textHeight} textAnchor="middle">
              {line}
            </tspan>
          ))}
        </text>
      </svg>
    </figure>
  );
}

/** Dots that would cover each other are one, at the first of them. */
function clustered(dots: readonly Dot[], { x, y }: Projection): Dot[] {
  const clusters: Dot[] = [];
  for (const dot of dots) {
    const { at } = dot.shape;
    const isNear = ({ shape }: Dot): boolean =>
      Math.hypot(x(shape.at.longitude) - x(at.longitude), y(shape.at.latitude) - y(at.latitude)) < dotRoom;
    const place = clusters.findIndex(isNear);
    const known = clusters[place];
    if (known === undefined) clusters.push(dot);
    else clusters[place] = { ...known, numbers: [...known.numbers, ...dot.numbers] };
  }
  return clusters;
}

/** The width that the picture has on the page, so that its letters are as large as the page's. */
function useWidth() {
  const frame = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(900);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.max(280, Math.round(element.clientWidth))));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { frame, width };
}

function LandShape({ projection }: { projection: Projection }) {
  const land = useSuspenseQuery({
    queryKey: ['land'],
    queryFn: async (): Promise<Land> => (await import('./land.json')).default,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  return <path className="land" d={landPath(land, projection)} />;
}

function Graticule({ projection, width, height }: { projection: Projection; width: number; height: number }) {
  const { x, y } = projection;
  return (
    <g className="graticule">
      {graticule(projection.west, projection.east).map((longitude) => (
        <g key={longitude}>
          <line x1={x(longitude)} x2={x(longitude)} y1={0} y2={height} />
          <text x={x(longitude) + 3} y={height - 5}>
            {degreeText(longitude, east)}
          </text>
        </g>
      ))}
      {graticule(projection.south, projection.north).map((latitude) => (
        <g key={latitude}>
          <line x1={0} x2={width} y1={y(latitude)} y2={y(latitude)} />
          <text x={3} y={y(latitude) - 4}>
            {degreeText(latitude, north)}
          </text>
        </g>
      ))}
    </g>
  );
}

function DotLink(props: { dot: Dot; projection: Projection; targetOf: (number: number) => string }) {
  const { dot, projection, targetOf } = props;
  const { t } = useWords();
  const { at } = dot.shape;
  const [x, y] = [projection.x(at.longitude), projection.y(at.latitude)];
  const [first = 1, ...others] = dot.numbers;
  const label = others.length === 0 ? String(first) : `${first} +${others.length}`;
  return (
    <a
      className="dot"
      href={`#${targetOf(first)}`}
      aria-label={t('views.on-map', { numbers: dot.numbers.join(', ') })}
    >
      <circle className="reach" cx={x} cy={y} r={14} />
      <circle cx={x} cy={y} r={7} />
      <text x={x + 11} y={y + 5}>
        {label}
      </text>
    </a>
  );
}
