import type { PublicFacts } from '@rapport/api';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { client } from '../exchange/client.ts';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

const factsQuery = queryOptions({
  queryKey: ['facts'],
  queryFn: () => client.facts(),
  staleTime: Number.POSITIVE_INFINITY,
});

const kinds = ['milestone', 'chairmanship', 'coordination', 'document', 'event'] as const;
type Facts = PublicFacts['facts'];

/** The register of public facts: compiled from public sources, signed by nobody, and said to be so. */
export function FactsPage() {
  const { t } = useWords();
  const { facts } = useSuspenseQuery(factsQuery).data;
  return (
    <Page title={t('facts.title')} lead={t('facts.lead')}>
      {kinds.map((kind) => (
        <Kind key={kind} kind={kind} facts={facts.filter((fact) => fact.kind === kind)} />
      ))}
    </Page>
  );
}

function Kind({ kind, facts }: { kind: (typeof kinds)[number]; facts: Facts }) {
  const { t } = useWords();
  if (facts.length === 0) return null;
  return (
    <Section title={t(`facts.${kind}`)} inMargin>
      <ul className="rows">
        {facts
          .toSorted((a, b) => (a.date < b.date ? 1 : -1))
          .map((fact) => (
            <Fact key={fact.id} fact={fact} />
          ))}
      </ul>
    </Section>
  );
}

function Fact({ fact }: { fact: Facts[number] }) {
  const { t, pick } = useWords();
  const isAddress = /^https?:\/\/\S+$/.test(fact.source);
  return (
    <li className="stack tight">
      <p>
        <bdi className="figures soft">
          {fact.date}
          {fact.until !== undefined && ` – ${fact.until}`}
        </bdi>{' '}
        {pick(fact.text)}
      </p>
      <p className="soft small">
        {t('facts.source')}{' '}
        {isAddress ? (
          <a href={fact.source} rel="noreferrer noopener">
            {new URL(fact.source).hostname}
          </a>
        ) : (
          fact.source
        )}
      </p>
    </li>
  );
}
