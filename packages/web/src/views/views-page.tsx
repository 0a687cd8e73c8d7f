import type { Measure, View } from '@rapport/measures';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { MeasureCalendars } from '../calendars/calendar-section.tsx';
import { measureQuery, useOrganisation } from '../exchange/queries.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { SaveList } from '../print/save-menu.tsx';
import { NothingHere } from '../ui/nothing-here.ts';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { BoardView } from './board-view.tsx';
import { CalendarView } from './calendar-view.tsx';
import { DecisionView } from './decision-view.tsx';
import { DirectoryView } from './directory-view.tsx';
import { DossierView } from './dossier-view.tsx';
import { ListView } from './list-view.tsx';
import { MapView } from './map-view.tsx';
import { MatchView } from './match-view.tsx';
import { MatrixView } from './matrix-view.tsx';
import { type ThreadRow, useThreads } from './threads.ts';

/** How the threads of a measure appear, in each of the ways that its definition names. */
export function ViewsPage() {
  const { id } = useParams({ from: '/measures/$id/threads' });
  const { measures } = useOrganisation();
  const own = measures.filter((one) => one.id === id);
  const summary = own.find(({ isInForce }) => isInForce) ?? own[0];
  if (summary === undefined) throw new NothingHere();
  return <Views id={id} edition={summary.edition} />;
}

function Views({ id, edition }: { id: string; edition: string }) {
  const { t } = useWords();
  const { view: asked } = useSearch({ from: '/measures/$id/threads' });
  const measure = useSuspenseQuery(measureQuery(id, edition)).data;
  const { rows, more } = useThreads(id);
  const wording = useMeasureWords(measure);
  const view = measure.shows.find((one) => one.view === asked) ?? measure.shows[0];
  if (view === undefined) throw new NothingHere();
  return (
    <Page title={wording.title} part={view.view} over={t('views.title')}>
      <nav className="boxes no-print" aria-label={t('views.title')}>
        <ul>
          {measure.shows.map((one) => (
            <li key={one.view}>
              <Link
                to="/measures/$id/threads"
                params={{ id }}
                search={{ view: one.view }}
                aria-current={one === view ? 'page' : undefined}
              >
                {t(`views.${one.view}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {rows.length > 0 && <SaveList list="threads" filter={{ measure: id }} />}
      {rows.length === 0 && <p className="soft line empty">{t('views.empty')}</p>}
      {(rows.length > 0 || view.view === 'matrix') && (
        <div className="section">
          <Shown view={view} rows={rows} measure={measure} />
        </div>
      )}
      {view.view === 'calendar' && <MeasureCalendars measure={measure} />}
      {more !== undefined && (
        <p className="actions">
          <button type="button" className="button second" onClick={more}>
            {t('views.more')}
          </button>
        </p>
      )}
    </Page>
  );
}

function Shown({ view, rows, measure }: { view: View; rows: readonly ThreadRow[]; measure: Measure }) {
  switch (view.view) {
    case 'list':
      return <ListView rows={rows} />;
    case 'board':
      return <BoardView rows={rows} measure={measure} />;
    case 'matrix':
      return <MatrixView rows={rows} measure={measure} />;
    case 'calendar':
      return <CalendarView rows={rows} view={view} />;
    case 'directory':
      return <DirectoryView rows={rows} view={view} />;
    case 'map':
      return <MapView rows={rows} view={view} />;
    case 'match':
      return <MatchView rows={rows} view={view} />;
    case 'dossier':
      return <DossierView rows={rows} view={view} measure={measure} />;
    case 'decision':
      return <DecisionView rows={rows} view={view} />;
  }
}
