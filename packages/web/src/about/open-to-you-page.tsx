import type { OrganisationView } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOrganisation, useSession } from '../exchange/queries.ts';
import { roleTitle } from '../participants/role-title.ts';
import { ReleasedList, releasedQuery } from '../released/released-list.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

type Summary = OrganisationView['measures'][number];

/** What is open to the reader's role: measures it may take up and begin, and what everybody may read. */
export function OpenToYouPage() {
  const { t } = useWords();
  const session = useSession();
  const { participants } = useOrganisation();
  const { notices } = useSuspenseQuery(releasedQuery({ limit: 5 })).data;
  const role = participants.find(({ code }) => code === session?.participant)?.role;
  return (
    <Page title={t('open-to-you.title')} lead={t('open-to-you.lead')}>
      {role === undefined ? (
        <p className="strip">
          {t('session.none')} <Link to="/sign-in">{t('session.sign-in')}</Link>
        </p>
      ) : (
        <OpenTo role={role} />
      )}
      <Section title={t('open-to-you.released')} inMargin>
        <ReleasedList notices={notices} />
        <p>
          <Link to="/released">{t('released.title')}</Link>
        </p>
      </Section>
    </Page>
  );
}

function OpenTo({ role }: { role: string }) {
  const { t } = useWords();
  const measures = useOrganisation().measures.filter(({ isInForce }) => isInForce);
  const named = measures.filter(({ opensTo }) => opensTo?.some((one) => one === role) === true);
  const others = measures.filter(({ opensTo, effects }) => opensTo === undefined && !isOfKeys(effects));
  const takingUp = measures.find(({ effects }) => 'takes-up-measure' in effects);
  return (
    <>
      <p className="line">{t('open-to-you.role', { role: t(roleTitle(role)) })}</p>
      {takingUp !== undefined && (
        <Section title={t('open-to-you.take-up')} inMargin>
          <p className="line">{t('open-to-you.take-up-text')}</p>
          <p>
            <Link
              className="button"
              to="/measures/$id/$edition/file/$step"
              params={{
                id: takingUp.id,
                edition: takingUp.edition,
                step: takingUp.effects['takes-up-measure'] ?? '',
              }}
            >
              {t('open-to-you.take-up')}
            </Link>
          </p>
        </Section>
      )}
      <Section title={t('open-to-you.measures')} inMargin>
        <Measures label={t('open-to-you.named')} measures={named} />
        <Measures label={t('open-to-you.others')} measures={others} />
      </Section>
    </>
  );
}

/** The registers of keys and editions are the organisation's own business. */
function isOfKeys(effects: Summary['effects']): boolean {
  return Object.keys(effects).length > 0;
}

function Measures({ label, measures }: { label: string; measures: readonly Summary[] }) {
  const { pick, compare } = useWords();
  if (measures.length === 0) return null;
  return (
    <>
      <p>{label}</p>
      <ul className="columns">
        {measures
          .toSorted((a, b) => compare(pick(a.title), pick(b.title)))
          .map(({ id, title }) => (
            <li key={id}>
              <Link to="/measures/$id" params={{ id }}>
                {pick(title)}
              </Link>
            </li>
          ))}
      </ul>
    </>
  );
}
