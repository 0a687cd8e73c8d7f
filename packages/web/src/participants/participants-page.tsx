import { Link } from '@tanstack/react-router';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { SaveList } from '../print/save-menu.tsx';
import { Reference } from '../ui/facts.tsx';
import { Page, Section } from '../ui/page.tsx';
import { type MessageId, useWords } from '../wording/use-words.ts';

const roles = [
  ['member', 'participants.member'],
  ['observer', 'participants.observer'],
  ['partner', 'participants.partner'],
  ['organisation', 'participants.organisation'],
  ['non-member', 'participants.non-member'],
] as const satisfies readonly (readonly [string, MessageId])[];

/** Who takes part, in the alphabetical order of the language shown. */
export function ParticipantsPage() {
  const { t, pick } = useWords();
  const organisation = useOrganisation();
  return (
    <Page title={t('participants.title')} over={pick(organisation.name)} lead={pick(organisation.disclaimer)}>
      <SaveList list="participants" />
      {roles.map(([role, title]) => (
        <Role key={role} role={role} title={t(title)} />
      ))}
      <Bodies />
      <p className="section">
        <Link to="/facts">{t('facts.title')}</Link>
      </p>
      <p>
        <Link to="/keys">{t('keys.title')}</Link>
      </p>
    </Page>
  );
}

/** The organisation's bodies, in its own order, with what each is for. */
function Bodies() {
  const { t, pick } = useWords();
  return (
    <Section title={t('participants.bodies')} inMargin>
      <ul className="rows">
        {useOrganisation().bodies.map((body) => (
          <li key={body.id} className="stack tight">
            <h3>{pick(body.name)}</h3>
            <p>{pick(body.role)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Role({ role, title }: { role: string; title: string }) {
  const names = useNames();
  const codes = useOrganisation()
    .participants.filter((one) => one.role === role)
    .map(({ code }) => code);
  if (codes.length === 0) return null;
  return (
    <Section title={title} inMargin>
      <ul className="columns">
        {names.sorted(codes).map((code) => (
          <li key={code}>
            <Link to="/participants/$code" params={{ code }}>
              {names.participant(code)}
            </Link>{' '}
            <span className="soft small">{<Reference>{code}</Reference>}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
