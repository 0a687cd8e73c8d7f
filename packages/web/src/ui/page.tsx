import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useContext, useEffect, useRef } from 'react';
import { useOrganisation } from '../exchange/queries.ts';
import { HeadContext } from '../public/head.ts';
import { useWords } from '../wording/use-words.ts';

/**
 * A page's heading and title. After a change of page the heading takes the focus, so that a screen
 * reader says where one is.
 *
 * @param part - set where one address has several pages, such as the parts of a filing
 * @param margin - what stands beside the page where there is room: where one is on it, what to do next
 */
export function Page(props: {
  title: string;
  over?: ReactNode;
  lead?: ReactNode;
  part?: string;
  margin?: ReactNode;
  children: ReactNode;
}) {
  const { title, over, lead, part = '', margin, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  const { pick } = useWords();
  const organisation = pick(useOrganisation().abbreviation);
  const whole = `${title} – ${organisation} Rapport`;
  useContext(HeadContext)?.tell(whole, typeof lead === 'string' ? lead : undefined);
  useEffect(() => {
    document.title = whole;
  }, [whole]);
  useEffect(() => focusUnlessFirst(heading.current, `${pathname} ${part}`), [pathname, part]);
  return (
    <>
      <header className="page-head">
        {over !== undefined && <p className="over">{over}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p className="lead">{lead}</p>}
      </header>
      {margin === undefined ? children : <WithMargin margin={margin}>{children}</WithMargin>}
    </>
  );
}

function WithMargin({ margin, children }: { margin: ReactNode; children: ReactNode }) {
  return (
    <div className="with-margin">
      <div className="margin">{margin}</div>
      <div className="body">{children}</div>
    </div>
  );
}

let lastPlace: string | undefined;

function focusUnlessFirst(heading: HTMLElement | null, place: string): void {
  const isFirst = lastPlace === undefined;
  if (lastPlace === place) return;
  lastPlace = place;
  if (!isFirst) heading?.focus({ preventScroll: true });
}

/** A part of a page under its own heading. */
export function Section(props: { title: string; inMargin?: boolean; children: ReactNode; id?: string }) {
  const { title, inMargin = false, children, id } = props;
  return (
    <section className={inMargin ? 'section in-margin' : 'section'} id={id}>
      <h2>{title}</h2>
      <div className="stack">{children}</div>
    </section>
  );
}
