import type { ReactNode } from 'react';

/** Label and value pairs. Absent values are left out. */
export function Facts(props: { children: ReactNode; className?: string }) {
  return <dl className={`facts ${props.className ?? ''}`.trim()}>{props.children}</dl>;
}

export function Fact(props: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** A reference, key or number that keeps its own direction inside any text. */
export function Reference(props: { children: string }) {
  return <bdi className="reference">{props.children}</bdi>;
}
