import type { NoticeSummary } from '@rapport/api';
import type { Measure } from '@rapport/measures';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { readLetters } from '../exchange/filed.ts';
import { measureQuery, threadQuery } from '../exchange/queries.ts';
import { useClocks } from '../thread/clock-list.tsx';
import { ClockTag } from '../thread/clock-tag.tsx';

/** How the reader's own clocks in a notice's thread stand, where its measure has any. */
export function RowClock({ notice, participant }: { notice: NoticeSummary; participant: string }) {
  const measure = useSuspenseQuery(measureQuery(notice.measure.id, notice.measure.edition)).data;
  if (measure.clocks.length === 0) return null;
  return <OwnClocks measure={measure} thread={notice.thread} participant={participant} />;
}

function OwnClocks({
  measure,
  thread,
  participant,
}: {
  measure: Measure;
  thread: string;
  participant: string;
}) {
  const { notices } = useSuspenseQuery(threadQuery(thread)).data;
  const letters = useMemo(() => readLetters(notices), [notices]);
  const own = useClocks(measure, letters, participant).filter((clock) => clock.participant === participant);
  const [worst] = own.toSorted((a, b) => rank.indexOf(a.state) - rank.indexOf(b.state));
  return worst === undefined ? null : <ClockTag state={worst.state} />;
}

/** What needs the reader's eye first. */
const rank = ['passed', 'running', 'suspended', 'used-up', 'met-late', 'met'];
