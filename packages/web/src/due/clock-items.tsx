import type { ClockItem, ClockItemsQuery } from '@rapport/api';
import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useNames } from '../exchange/names.ts';
import { measureQuery } from '../exchange/queries.ts';
import { SubjectWords } from '../exchange/subject-words.tsx';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Reference } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { Section } from '../ui/page.tsx';
import { Row } from '../ui/row.tsx';
import { useWords } from '../wording/use-words.ts';
import { clockItemsQuery } from './due-queries.ts';

/**
 * Clocks of one state under their own heading; nothing where there are none.
 *
 * @param max - so many and a way to the rest; absent: all, page by page
 */
export function ClockItems({
  title,
  side,
  state,
  max,
}: Pick<ClockItemsQuery, 'side' | 'state'> & { title: string; max?: number }) {
  const { t } = useWords();
  const list = useSuspenseInfiniteQuery(clockItemsQuery({ side, state }));
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return null;
  return (
    <Section title={title} inMargin>
      <ul className="rows">
        {items.slice(0, max).map((item) => (
          <li key={`${item.startedBy} ${item.clock} ${item.participant}`}>
            <Suspense fallback={item.clock}>
              <Item item={item} side={side} />
            </Suspense>
          </li>
        ))}
      </ul>
      {max !== undefined && items.length > max && (
        <p className="actions">
          <Link to="/due">{t('desk.all-due')}</Link>
        </p>
      )}
      {max === undefined && list.hasNextPage && (
        <p className="actions">
          <button type="button" className="button second" onClick={() => void list.fetchNextPage()}>
            {t('due.more')}
          </button>
        </p>
      )}
    </Section>
  );
}

function Item({ item, side }: { item: ClockItem; side: ClockItemsQuery['side'] }) {
  const { t } = useWords();
  const names = useNames();
  const measure = useSuspenseQuery(measureQuery(item.measure, item.edition)).data;
  const wording = useMeasureWords(measure);
  const other = side === 'owed' ? item.opener : item.participant;
  return (
    <Row
      title={
        <>
          <Link to="/threads/$id" params={{ id: item.thread }} hash={item.startedBy}>
            {wording.steps[item.step]?.title ?? item.step}
          </Link>
          <span>{item.subject === undefined ? wording.title : <SubjectWords subject={item.subject} />}</span>
        </>
      }
      about={
        <>
          {item.subject === undefined ? '' : `${wording.title} · `}
          {names.participant(other)} · <Reference>{item.reference}</Reference> ·{' '}
          {wording.clocks[item.clock] ?? item.clock}
        </>
      }
      aside={
        <>
          {t('clock.due')} <Instant at={item.due} of={item.participant} brief />
        </>
      }
    />
  );
}
