import type { Measure } from '@rapport/measures';
import { type FiledNotice, rootOffice, talliesOf } from '@rapport/notices';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNames } from '../exchange/names.ts';
import { registerQuery } from '../exchange/queries.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Fact, Facts } from '../ui/facts.tsx';
import { useWords } from '../wording/use-words.ts';

/** The replies to what a thread asks, counted as far as the reader may see them; nothing where none are counted. */
export function Tallies({ measure, letters }: { measure: Measure; letters: readonly FiledNotice[] }) {
  const { t, list } = useWords();
  const names = useNames();
  const wording = useMeasureWords(measure);
  const { keys } = useSuspenseQuery(registerQuery).data;
  const enrolled = keys.filter(({ office }) => office === rootOffice).map(({ participant }) => participant);
  return talliesOf(measure, letters, new Set(enrolled)).map(({ step, chosen, awaited }) => {
    const defined = measure.steps.find(({ id }) => id === step);
    const options = wording.forms[defined?.form ?? '']?.fields[defined?.tally ?? '']?.options;
    const said = (codes: readonly string[]): string =>
      codes.length === 0 ? '0' : `${codes.length}: ${list(names.sorted(codes).map(names.participant))}`;
    return (
      <Facts key={step} className="small">
        {[...chosen].map(([option, codes]) => (
          <Fact key={option} label={options?.[option] ?? option}>
            {said(codes)}
          </Fact>
        ))}
        <Fact label={t('views.awaited')}>{said(awaited)}</Fact>
      </Facts>
    );
  });
}
