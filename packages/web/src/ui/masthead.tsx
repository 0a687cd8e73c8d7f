import { Link } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { useIsSecretariat } from '../exchange/is-secretariat.ts';
import { useOrganisation, useSession } from '../exchange/queries.ts';
import { SearchBox } from '../search/search-box.tsx';
import { useWords } from '../wording/use-words.ts';
import { DisplayButton } from './display-choice.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { OfficeBar } from './office-bar.tsx';
import { placesFor } from './places.ts';

const menuId = 'menu';

/** Whose platform this is, where one can go, for whom one acts, in which language. */
export function Masthead() {
  const { t, pick } = useWords();
  const organisation = useOrganisation();
  return (
    <>
      <div className="masthead">
        <div className="width">
          <Link to="/" className="brand">
            {pick(organisation.abbreviation)}
            <span className="whole">{pick(organisation.name)}</span>
          </Link>
          <div className="tools wide">
            <LanguageChoice />
            <DisplayButton />
          </div>
          <button type="button" className="menu-button" popoverTarget={menuId}>
            <span aria-hidden="true">☰</span> {t('nav.menu')}
          </button>
        </div>
      </div>
      <div className="places">
        <div className="width">
          <Menu />
          <OfficeBar />
        </div>
      </div>
    </>
  );
}

/** Stands open where there is room; else the browser's own popover, which Escape closes and the button opens again. */
function Menu() {
  const { t } = useWords();
  return (
    <div className="menu" id={menuId} popover="auto">
      <div className="menu-close">
        <button type="button" className="button second" popoverTarget={menuId} popoverTargetAction="hide">
          {t('nav.close')}
        </button>
      </div>
      <Places />
      <SearchBox />
      <div className="tools">
        <LanguageChoice />
        <DisplayButton />
      </div>
    </div>
  );
}

function Places() {
  const { t } = useWords();
  const session = useSession();
  const isSecretariat = useIsSecretariat();
  return (
    <nav className="masthead-nav" aria-label={t('nav.label')}>
      <ul>
        {placesFor(session, isSecretariat).map(([to, label]) => (
          <li key={to}>
            <Link to={to} activeProps={{ 'aria-current': 'page' }} onClick={closeMenu}>
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function closeMenu({ currentTarget }: MouseEvent<HTMLElement>): void {
  const menu = currentTarget.closest<HTMLElement>('[popover]');
  if (menu?.matches(':popover-open')) menu.hidePopover();
}
