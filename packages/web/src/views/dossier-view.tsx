import {
  type FieldSchema,
  type MatchView as Match,
  type Measure,
  type View,
  visibleControls,
} from '@rapport/measures';
import { matchOf } from '@rapport/notices';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEntryNames } from '../exchange/lists.ts';
import { useNames } from '../exchange/names.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { useWords } from '../wording/use-words.ts';
import { MatchTable, sumOfLines } from './match-view.tsx';
import { StateTag, ThreadLink } from './thread-link.tsx';
import { saidAt, type ThreadRow } from './threads.ts';

type Dossier = Extract<View, { view: 'dossier' }>;

/** Threads in groups by what their openings name, each with its own address; with a match, what is still missing in all. */
export function DossierView(props: { rows: readonly ThreadRow[]; view: Dossier; measure: Measure }) {
  const { rows, view, measure } = props;
  const { t } = useWords();
  const { id } = useParams({ from: '/measures/$id/threads' });
  const { of } = useSearch({ from: '/measures/$id/threads' });
  const groups = groupsOf(rows, view);
  const shown = of === undefined ? groups : groups.filter(([name]) => name === of);
  const match = measure.shows.find((one) => one.view === 'match');
  return (
    <>
      {of !== undefined && (
        <p>
          <Link to="/measures/$id/threads" params={{ id }} search={{ view: 'dossier' }}>
            {t('views.dossier.all')}
          </Link>
        </p>
      )}
      {shown.map(([name, own]) => (
        <Group key={name} name={name} rows={own} view={view} measure={measure} match={match} />
      ))}
    </>
  );
}

/** By what is named, in the order of its first thread; what names nothing comes last. */
function groupsOf(rows: readonly ThreadRow[], view: Dossier): [string, ThreadRow[]][] {
  const groups = new Map<string, ThreadRow[]>();
  for (const row of rows) {
    const said = saidAt(row, view.by);
    const name = typeof said === 'string' ? said.trim() : '';
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups].sort(([a], [b]) => Number(a === '') - Number(b === ''));
}

interface GroupProps {
  readonly name: string;
  readonly rows: readonly ThreadRow[];
  readonly view: Dossier;
  readonly measure: Measure;
  readonly match: Match | undefined;
}

function Group({ name, rows, view, measure, match }: GroupProps) {
  const { t } = useWords();
  const { id } = useParams({ from: '/measures/$id/threads' });
  const [first] = rows;
  return (
    <section className="section">
      <h2>
        {name === '' ? (
          t('views.dossier.none')
        ) : (
          <Link to="/measures/$id/threads" params={{ id }} search={{ view: 'dossier', of: name }}>
            <GroupName name={name} view={view} measure={measure} />
          </Link>
        )}
      </h2>
      <p className="soft small">{t('views.dossier.threads', { count: rows.length })}</p>
      {match !== undefined && first !== undefined && (
        <MatchTable
          lines={sumOfLines(rows.flatMap((row) => matchOf(match, row.measure, row.letters)))}
          row={first}
          view={match}
        />
      )}
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.opening.id}>
            <ThreadLink row={row} /> <StateTag row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a group is called: a participant, an entry or a choice by its name, a text as it was written. */
function GroupName({ name, view, measure }: { name: string; view: Dossier; measure: Measure }) {
  const names = useNames();
  const wording = useMeasureWords(measure);
  const form = measure.steps.find(({ after }) => after === undefined)?.form ?? '';
  const field = fieldAt(measure, form, view.by);
  const entry = useEntryNames(field?.list === undefined ? [] : [field.list]);
  if (field?.format === 'participant') return names.participant(name);
  if (field?.list !== undefined) return entry(field.list, name);
  const option = wording.forms[form]?.fields[view.by]?.options?.[name];
  return <bdi>{option ?? visibleControls(name)}</bdi>;
}

function fieldAt(measure: Measure, form: string, pointer: string): FieldSchema | undefined {
  let field: FieldSchema | undefined = measure.forms[form];
  for (const step of pointer.split('/').slice(1)) field = field?.properties?.[step];
  return field;
}
