import { formatCount } from '@rapport/measures';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { client } from '../exchange/client.ts';
import { Instant } from '../ui/instant.tsx';
import { Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

export const witnessesQuery = queryOptions({
  queryKey: ['witnesses'],
  queryFn: () => client.witnesses(),
  refetchInterval: 30_000,
});

/** Who witnesses the log, how far, and who is missing; that nobody does is said as well. */
export function WitnessList() {
  const { t, language } = useWords();
  const { size, witnessed, witnesses } = useSuspenseQuery(witnessesQuery).data;
  const count = (entries: number): string => formatCount(entries, language);
  return (
    <Section title={t('log.witnesses')} inMargin>
      <p>
        {witnesses.length === 0 && t('log.no-witnesses')}
        {witnesses.length > 0 && witnessed === undefined && t('log.not-witnessed')}
        {witnessed !== undefined && t('log.witnessed', { witnessed: count(witnessed), size: count(size) })}
      </p>
      <ul className="rows">
        {witnesses.map((witness) => (
          <li key={witness.name}>
            <div>
              <bdi>{witness.name}</bdi>{' '}
              {witness.problem !== undefined && <span className="tag">{t('log.witness-missing')}</span>}
            </div>
            {witness.size !== undefined && witness.time !== undefined && (
              <div className="soft small">
                {t('log.witness-size', { size: count(witness.size) })} <Instant at={witness.time} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
