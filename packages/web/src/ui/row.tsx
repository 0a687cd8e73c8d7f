import type { ReactNode } from 'react';

/**
 * One entry of a register: what it is, a line about it, and at its end its day.
 *
 * @param title - the link that leads to it, with its tags
 */
export function Row(props: { title: ReactNode; about?: ReactNode; aside?: ReactNode }) {
  const { title, about, aside } = props;
  return (
    <div className="row">
      <div className="row-title">{title}</div>
      {about !== undefined && <div className="row-about">{about}</div>}
      {aside !== undefined && <div className="row-aside">{aside}</div>}
    </div>
  );
}
