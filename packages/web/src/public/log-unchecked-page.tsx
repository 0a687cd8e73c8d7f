import { paths } from '@rapport/api';
import { formatCount } from '@rapport/measures';
import { encodeBase64, parseCheckpoint, parseNote, parseUtf8 } from '@rapport/record';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { client } from '../exchange/client.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { EntryList } from '../log/entry-list.tsx';
import { WitnessList } from '../log/witness-list.tsx';
import { Fact, Facts } from '../ui/facts.tsx';

import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

const checkpointQuery = queryOptions({
  queryKey: ['checkpoint'],
  queryFn: () => client.bytes(paths.checkpoint),
});

/** What the log says of itself. Nothing of it is checked here, and the page says so. */
export function LogUncheckedPage() {
  const { t } = useWords();
  return (
    <Page title={t('log.title')} lead={t('log.lead')}>
      <p className="strip">
        {t('log.unchecked')} <Link to="/how-to-verify">{t('how-to-verify.title')}</Link>
      </p>
      <Said />
      <WitnessList />
    </Page>
  );
}

function Said() {
  const { t, language } = useWords();
  const { origin } = useOrganisation();
  const { data: note } = useSuspenseQuery(checkpointQuery);
  const parsed = parseNote(note);
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
  return (
    <>
      <Section title={t('log.checkpoint')} inMargin>
        <Facts>
          <Fact label={t('log.origin')}>
            <code>{origin}</code>
          </Fact>
          {checkpoint.ok && (
            <>
              <Fact label={t('log.size')}>
                <span className="figures">{formatCount(checkpoint.value.size, language)}</span>
              </Fact>
              <Fact label={t('log.root')}>
                <code>{encodeBase64(checkpoint.value.root)}</code>
              </Fact>
            </>
          )}
          <Fact label={t('log.as-served')}>
            <pre className="as-served">{parseUtf8(note)}</pre>
          </Fact>
        </Facts>
      </Section>
      {checkpoint.ok && <EntryList size={checkpoint.value.size} />}
    </>
  );
}
