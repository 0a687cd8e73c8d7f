import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useOrganisation } from '../exchange/queries.ts';
import { MirrorBar } from '../mirror/mirror-bar.tsx';
import { NothingTaken, useNothingTaken } from '../mirror/nothing-taken.tsx';
import { useWords } from '../wording/use-words.ts';
import { Arrivals } from './arrivals.tsx';
import { DisplayPanel } from './display-choice.tsx';
import { FollowLanguage } from './language-choice.tsx';
import { Masthead } from './masthead.tsx';
import { OfflineStrip } from './offline-strip.tsx';
import { allPlaces } from './places.ts';

/** The frame of every page. */
export function Layout() {
  const { t } = useWords();
  const isTaken = !useNothingTaken(useLocation().pathname);
  return (
    <>
      <FollowLanguage />
      <a className="skip-link" href="#content">
        {t('page.skip')}
      </a>
      <header>
        <DemonstrationBar />
        <MirrorBar />
        <Masthead />
        <OfflineStrip />
        <Arrivals />
      </header>
      <main id="content" tabIndex={-1} className="width">
        {isTaken ? <Outlet /> : <NothingTaken />}
      </main>
      <Footer />
      <DisplayPanel />
    </>
  );
}

function DemonstrationBar() {
  const { t } = useWords();
  if (useOrganisation().mode !== 'demonstration') return null;
  return (
    <div className="demonstration-bar" role="note">
      <p className="width">{t('page.demonstration')}</p>
    </div>
  );
}

function Footer() {
  const { t, pick } = useWords();
  const organisation = useOrganisation();
  return (
    <footer className="footer">
      <div className="width">
        <div className="words">
          <p>
            <strong>{pick(organisation.name)}</strong>
          </p>
          <p>{pick(organisation.disclaimer)}</p>
          <p>{t('page.issuing')}</p>
          <p>{t('page.program')}</p>
        </div>
        <nav aria-label={t('nav.all')}>
          <ul>
            {allPlaces.map(([to, label]) => (
              <li key={to}>
                <Link to={to}>{t(label)}</Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </footer>
  );
}
