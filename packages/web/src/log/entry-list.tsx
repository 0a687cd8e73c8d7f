import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Instant } from '../ui/instant.tsx';
import { Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { readNewestEntries } from './newest-entries.ts';

const entriesQuery = (size: number) =>
  queryOptions({ queryKey: ['entries', size], queryFn: () => readNewestEntries(size, 20) });

/** The newest entries of the log: numbers, times and commitments, which everybody may see. */
export function EntryList({ size }: { size: number }) {
  const { t } = useWords();
  const entries = useSuspenseQuery(entriesQuery(size)).data;
  return (
    <Section title={t('log.entries')} inMargin>
      <p className="soft small">{t('log.entries-hint')}</p>
      {entries.length === 0 && <p>{t('log.empty')}</p>}
      <ol className="rows">
        {entries.map(({ index, takenIn, noteHash }) => (
          <li key={index} className="entry">
            <span className="figures">{t('letter.number', { number: index })}</span>, <Instant at={takenIn} />
            <br />
            <code className="soft">{noteHash}</code>
          </li>
        ))}
      </ol>
    </Section>
  );
}
