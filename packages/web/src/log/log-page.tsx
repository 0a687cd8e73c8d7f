import { formatCount } from '@rapport/measures';
import { encodeBase64 } from '@rapport/record';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useLive } from '../exchange/live.ts';
import { queryClient, useOrganisation } from '../exchange/queries.ts';
import { SaveList } from '../print/save-menu.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Verdict } from '../ui/verdict.tsx';
import { useSentences } from '../wording/use-sentences.ts';
import { useWords } from '../wording/use-words.ts';
import { checkLog, type LogCheck } from './check-log.ts';
import { EntryList } from './entry-list.tsx';
import { forgetLog } from './pinned-policy.ts';
import { WitnessList } from './witness-list.tsx';

const logQuery = (origin: string) =>
  queryOptions({ queryKey: ['log', origin], queryFn: () => checkLog(origin), staleTime: 0 });

/** The log's head as it grows, checked in this browser each time. */
export function LogPage() {
  const { t, language } = useWords();
  const { origin } = useOrganisation();
  const check = useSuspenseQuery(logQuery(origin)).data;
  useLive('log', { onHead: () => void queryClient.invalidateQueries({ queryKey: ['log'] }) });
  const checkpoint = check.outcome.checkpoint;
  return (
    <Page title={t('log.title')} lead={t('log.lead')}>
      <Checks check={check} />
      {checkpoint !== undefined && (
        <Section title={t('log.checkpoint')} inMargin>
          <Facts>
            <Fact label={t('log.origin')}>
              <code>{checkpoint.origin}</code>
            </Fact>
            <Fact label={t('log.size')}>
              <output className="figures" id="log-size">
                {formatCount(checkpoint.size, language)}
              </output>
            </Fact>
            <Fact label={t('log.root')}>
              <code>{encodeBase64(checkpoint.root)}</code>
            </Fact>
            <Fact label={t('log.signatures')}>
              <ul>
                {check.outcome.logs.map((key) => (
                  <li key={key.keyId}>
                    <code>
                      {key.name} {key.keyId}
                    </code>
                  </li>
                ))}
                {check.outcome.witnesses.map((witness) => (
                  <li key={witness.key.keyId}>
                    {t('log.witness')} <code>{witness.name}</code>, <Instant at={witness.time * 1000} />
                  </li>
                ))}
              </ul>
            </Fact>
            <Fact label={t('log.fingerprint')}>
              <code>{check.pinned.fingerprint}</code>
              <p className="soft small">{t('log.fingerprint-hint')}</p>
            </Fact>
          </Facts>
        </Section>
      )}
      <WitnessList />
      {checkpoint !== undefined && <EntryList size={checkpoint.size} />}
      <SaveList list="released" title={t('save.released')} />
      <SaveList list="register" title={t('save.register')} />
    </Page>
  );
}

/** What was checked, in words; an alarm where the log contradicts what this browser has seen. */
function Checks({ check }: { check: LogCheck }) {
  const { t } = useWords();
  const { say } = useSentences();
  const { pinned, outcome, rootMatches, continuity, timesFit } = check;
  const isAlarm =
    pinned.changed || continuity?.kind === 'two-histories' || rootMatches === false || timesFit === false;
  return (
    <div className="stack line" aria-live="polite">
      <ul className="rows">
        <Verdict passed={outcome.findings.length === 0} title={t('log.check-signature')}>
          {outcome.findings.map(({ code, detail }) => say(code, detail)).join(' ')}
        </Verdict>
        <Verdict passed={rootMatches === true} title={t('log.check-root')} />
        {continuity !== undefined && (
          <Verdict
            passed={continuity.kind === 'first' || continuity.kind === 'extends'}
            title={t(`log.${continuity.kind}`, 'from' in continuity ? { from: continuity.from } : {})}
          />
        )}
        {timesFit !== undefined && <Verdict passed={timesFit} title={t('log.check-times')} />}
        <Verdict passed={!pinned.changed} title={pinned.changed ? t('log.key-changed') : t('log.key-kept')} />
      </ul>
      {isAlarm && <Alarm />}
    </div>
  );
}

function Alarm() {
  const { t } = useWords();
  const { origin } = useOrganisation();
  const forget = async (): Promise<void> => {
    await forgetLog(origin);
    await queryClient.invalidateQueries({ queryKey: ['log'] });
  };
  return (
    <div className="strip alarm stack" role="alert">
      <p>{t('log.alarm')}</p>
      <button type="button" className="link-button" onClick={() => void forget()}>
        {t('log.forget')}
      </button>
    </div>
  );
}
