import { Link } from '@tanstack/react-router';
import { useOrganisation } from '../exchange/queries.ts';
import { useWords } from '../wording/use-words.ts';

/** The two demonstrations: how each is started, and where it opens unless told otherwise. */
const real = { command: 'npm start', address: 'http://127.0.0.1:8420' };
const invented = { command: 'npm run demo', address: 'http://127.0.0.1:8430' };

/** Says in plain words which demonstration this is, and leads to the tour and to the other one. */
export function TryIt() {
  const { t } = useWords();
  const isInvented = useOrganisation().invented === true;
  const other = isInvented ? real : invented;
  return (
    <div className="strip stack tight">
      <h2>{t('home.try.title')}</h2>
      <p>{isInvented ? t('home.try.invented') : t('home.try.real')}</p>
      <p>
        <Link to="/tour">{t('home.now.tour')}</Link>
      </p>
      <p>
        {t(isInvented ? 'home.try.other-real' : 'home.try.other-invented', { command: other.command })}{' '}
        <a href={other.address}>{other.address}</a>
      </p>
    </div>
  );
}
