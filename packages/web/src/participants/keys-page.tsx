import type { KeyView } from '@rapport/api';
import { parseVerifierKey } from '@rapport/record';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useNames } from '../exchange/names.ts';
import { registerQuery, useOrganisation, useSession } from '../exchange/queries.ts';
import { Instant } from '../ui/instant.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

/** Who may sign for whom, as the log says: public, by participant, one's own first. */
export function KeysPage() {
  const { t } = useWords();
  const names = useNames();
  const session = useSession();
  const { keys } = useSuspenseQuery(registerQuery).data;
  const own = session?.participant;
  const others = names.sorted(new Set(keys.map(({ participant }) => participant)));
  const codes = own === undefined ? others : [own, ...others.filter((code) => code !== own)];
  return (
    <Page title={t('keys.title')} lead={t('keys.lead')}>
      {codes.map((code) => (
        <Section key={code} title={names.participant(code)} inMargin>
          <Keys keys={keys.filter(({ participant }) => participant === code)} isOwn={code === own} />
        </Section>
      ))}
    </Page>
  );
}

function Keys({ keys, isOwn }: { keys: readonly KeyView[]; isOwn: boolean }) {
  return (
    <>
      <ul className="rows">
        {keys.map((key) => (
          <KeyRow key={key.certificate + key.key} view={key} />
        ))}
      </ul>
      {isOwn && <Changes />}
    </>
  );
}

/** What changes keys: the office's own revocation as a form here; what the root signs from the command line, where it is kept. */
function Changes() {
  const { t } = useWords();
  const { measures } = useOrganisation();
  const register = measures.find(({ effects }) => effects['revokes-office-key'] !== undefined);
  if (register === undefined) return null;
  const { id, edition, effects } = register;
  const commands = rootEffects.flatMap((effect) => {
    const step = effects[effect];
    return step === undefined
      ? []
      : [
          `npx rapport file --measure ${id} --step ${step} --answers answers.json --audience all --key root.key`,
        ];
  });
  return (
    <>
      <p>
        <Link
          to="/measures/$id/$edition/file/$step"
          params={{ id, edition, step: effects['revokes-office-key'] ?? '' }}
        >
          {t('keys.revoke')}
        </Link>
      </p>
      <p className="soft">{t('keys.change')}</p>
      <pre className="code" dir="ltr">
        {commands.join('\n')}
      </pre>
    </>
  );
}

/** Certify or limit a key, end one, ask for several officers, renew the root. */
const rootEffects = [
  'certifies-office-key',
  'revokes-office-key',
  'requires-signatures',
  'renews-root',
] as const;

function KeyRow({ view }: { view: KeyView }) {
  const { t, list, pick } = useWords();
  const names = useNames();
  const { dimensions, measures } = useOrganisation();
  const { requirements } = useSuspenseQuery(registerQuery).data;
  const parsed = parseVerifierKey(view.key);
  const needed = requirements.findLast(
    ({ participant, office }) => participant === view.participant && office === view.office,
  );
  const limits = [
    ...(view.only?.dimensions ?? []).map((id) =>
      pick(dimensions.find((one) => one.id === id)?.name ?? { en: id }),
    ),
    ...(view.only?.measures ?? []).map((id) =>
      pick(measures.find((one) => one.id === id)?.title ?? { en: id }),
    ),
  ];
  return (
    <li>
      <div>
        {names.office(view.office)} {parsed.ok && <code dir="ltr">{parsed.value.keyId}</code>}{' '}
        {view.revocation !== undefined && <span className="tag">{t('keys.revoked')}</span>}
      </div>
      <div className="soft small">
        {t('keys.from')} <Instant at={view.from} />
        {view.until !== undefined && (
          <>
            {', '}
            {t('keys.until')} <Instant at={view.until} />
          </>
        )}
      </div>
      {limits.length > 0 && <div className="soft small">{t('keys.only', { limits: list(limits) })}</div>}
      {needed !== undefined && needed.signatures > 1 && (
        <div className="soft small">{t('keys.needed', { signatures: needed.signatures })}</div>
      )}
      <Link className="small" to="/notices/$id" params={{ id: view.revocation ?? view.certificate }}>
        {view.revocation === undefined ? t('keys.certificate') : t('keys.revocation')}
      </Link>
    </li>
  );
}
