import type { Check, ProofOutcome } from '@rapport/notices';
import { encodeBase64Url, encodeUtf8 } from '@rapport/record';
import { Link } from '@tanstack/react-router';
import { useNames } from '../exchange/names.ts';
import { AnswerList, useAnswerRows } from '../measure/answers-view.tsx';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Fact, Facts } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { Section } from '../ui/page.tsx';
import { Verdict } from '../ui/verdict.tsx';
import { useSentences } from '../wording/use-sentences.ts';
import { useWords } from '../wording/use-words.ts';
import type { Verification } from './check-proof.ts';

/** The verdict, every check in order, and what was proved. */
export function VerificationView({ verification }: { verification: Verification }) {
  const { t } = useWords();
  const { outcome, pinned } = verification;
  return (
    <>
      <div aria-live="polite" className={outcome.ok && !pinned.changed ? 'strip' : 'strip alarm'}>
        <p>
          <strong>{outcome.ok ? t('verify.ok') : t('verify.not-ok')}</strong>
        </p>
        {pinned.changed && <p>{t('log.key-changed')}</p>}
      </div>
      {outcome.ok && <Proved outcome={outcome} />}
      <Checks checks={outcome.checks} />
      <Section title={t('log.fingerprint')} inMargin>
        <p>
          <code>{pinned.fingerprint}</code>
        </p>
        <p className="soft small">{t('log.fingerprint-hint')}</p>
        <p className="no-print">
          <a href={`/verify.html#policy=${encodeBase64Url(encodeUtf8(pinned.text))}`}>{t('verify.alone')}</a>
        </p>
      </Section>
    </>
  );
}

/** Checks grouped by the entry they looked at: the chain of keys first, the notice itself last. */
function Checks({ checks }: { checks: readonly Check[] }) {
  const { t } = useWords();
  const last = Math.max(-1, ...checks.map(({ entry }) => entry ?? -1));
  const numbers = [...new Set(checks.map(({ entry }) => entry))].filter((entry) => entry !== undefined);
  const titleOf = (entry: number): string =>
    entry === last ? t('verify.the-notice') : t('verify.key-notice', { number: entry + 1, count: last });
  return (
    <Section title={t('verify.checks')} inMargin>
      <CheckList checks={checks.filter(({ entry, id }) => entry === undefined && id !== 'order')} />
      {numbers.map((number) => (
        <div key={number} className="stack tight">
          <h3>{titleOf(number)}</h3>
          <CheckList checks={checks.filter(({ entry }) => entry === number)} />
        </div>
      ))}
      <CheckList checks={checks.filter(({ id }) => id === 'order')} />
    </Section>
  );
}

function CheckList({ checks }: { checks: readonly Check[] }) {
  const { say, checks: titles } = useSentences();
  return (
    <ul className="rows">
      {checks.map(({ id, entry, findings, seen }) => (
        <Verdict key={`${id} ${entry}`} passed={findings.length === 0} title={titles[id]} seen={seen}>
          {findings.map(({ code, detail }) => say(code, detail)).join(' ')}
        </Verdict>
      ))}
    </ul>
  );
}

/** What the proof holds, read from the proved bytes alone. */
function Proved({ outcome }: { outcome: ProofOutcome }) {
  const { t } = useWords();
  const { signed, takenIn, index, measure } = outcome;
  const names = useNames();
  if (signed === undefined || takenIn === undefined || index === undefined || measure === undefined)
    return null;
  const { notice } = signed;
  return (
    <Section title={t('verify.proved')} inMargin>
      <Facts>
        <Fact label={t('letter.from')}>
          {names.participant(notice.participant)}, {names.office(notice.office)}
        </Fact>
        <Fact label={t('letter.to')}>{names.audience(notice.audience)}</Fact>
        <Fact label={t('letter.in-log')}>
          {t('letter.number', { number: index })}, <Instant at={takenIn} />
        </Fact>
        <Fact label={t('letter.id')}>
          <code>{signed.id}</code>
        </Fact>
      </Facts>
      <Said outcome={{ ...outcome, signed, measure }} />
      <p className="no-print">
        <Link to="/threads/$id" params={{ id: notice.thread ?? signed.id }}>
          {t('letter.thread')}
        </Link>
      </p>
    </Section>
  );
}

function Said({ outcome }: { outcome: ProofOutcome & Required<Pick<ProofOutcome, 'signed' | 'measure'>> }) {
  const { signed, measure } = outcome;
  const wording = useMeasureWords(measure);
  const rows = useAnswerRows(measure, signed.notice.step, signed.notice.answers);
  return (
    <>
      <h3>
        {wording.title}: {wording.steps[signed.notice.step]?.title ?? signed.notice.step}
      </h3>
      <AnswerList rows={rows} />
    </>
  );
}
