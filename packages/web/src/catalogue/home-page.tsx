import { formatCount } from '@rapport/measures';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOrganisation } from '../exchange/queries.ts';
import { witnessesQuery } from '../log/witness-list.tsx';
import { ReleasedList, releasedQuery } from '../released/released-list.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { TryIt } from './try-it.tsx';

/** The front page: what this is, for whom, what can be done now, what is new, and how the record stands. */
export function HomePage() {
  const { t, pick } = useWords();
  const { name, mode } = useOrganisation();
  return (
    <Page title={pick(name)} lead={t('home.lead')}>
      <p>
        <Link to="/about">{t('home.about')}</Link>
      </p>
      {mode === 'demonstration' && <TryIt />}
      <Now />
      <ForWhom />
      <Newest />
      <LogState />
    </Page>
  );
}

function Now() {
  const { t } = useWords();
  return (
    <Section title={t('home.now')} inMargin>
      <ul>
        <li>
          <Link to="/catalogue">{t('home.now.catalogue')}</Link>
        </li>
        <li>
          <Link to="/released">{t('home.now.released')}</Link>
        </li>
        <li>
          <Link to="/participants">{t('home.now.participants')}</Link>
        </li>
        <li>
          <Link to="/sign-in">{t('home.now.sign-in')}</Link>
        </li>
        <li>
          <Link to="/verify">{t('home.now.verify')}</Link>
        </li>
      </ul>
    </Section>
  );
}

const readers = ['focal-point', 'signing-officer', 'secretariat', 'observer', 'public'] as const;

const ways = {
  'focal-point': { to: '/desk', label: 'nav.desk' },
  'signing-officer': { to: '/desk', label: 'nav.desk' },
  secretariat: { to: '/desk', label: 'nav.desk' },
  observer: { to: '/open-to-you', label: 'open-to-you.title' },
  public: { to: '/released', label: 'released.title' },
} as const;

function ForWhom() {
  const { t } = useWords();
  return (
    <Section title={t('home.for.title')} inMargin>
      <Facts>
        {readers.map((reader) => (
          <Fact key={reader} label={t(`home.for.${reader}`)}>
            {t(`home.for.${reader}-text`)} <Link to={ways[reader].to}>{t(ways[reader].label)}</Link>
          </Fact>
        ))}
      </Facts>
    </Section>
  );
}

function Newest() {
  const { t } = useWords();
  const { notices } = useSuspenseQuery(releasedQuery({ limit: 5 })).data;
  return (
    <Section title={t('home.newest')} inMargin>
      <ReleasedList notices={notices} />
      {notices.length > 0 && (
        <p>
          <Link to="/released">{t('home.all-released')}</Link>
        </p>
      )}
    </Section>
  );
}

function LogState() {
  const { t, language } = useWords();
  const { size, witnessed, witnesses } = useSuspenseQuery(witnessesQuery).data;
  const count = (entries: number): string => formatCount(entries, language);
  return (
    <Section title={t('home.log.title')} inMargin>
      <p className="line">
        {t('home.log.size', { count: size })} {t('home.log.witnesses', { count: witnesses.length })}{' '}
        {witnessed !== undefined && t('log.witnessed', { witnessed: count(witnessed), size: count(size) })}
      </p>
      <p>
        <Link to="/log">{t('log.title')}</Link>
      </p>
    </Section>
  );
}
