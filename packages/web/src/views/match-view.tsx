import { formatCount, type MatchView as Match } from '@rapport/measures';
import { type MatchLine, matchOf } from '@rapport/notices';
import { useMeasureWords } from '../measure/measure-words.ts';
import { useWords } from '../wording/use-words.ts';
import { StateTag, ThreadLink } from './thread-link.tsx';
import type { ThreadRow } from './threads.ts';

const phases = ['needs', 'offers', 'accepts', 'delivers', 'confirms'] as const;

/** What is needed, offered, accepted, delivered and confirmed of each item in each thread, and the gap. */
export function MatchView({ rows, view }: { rows: readonly ThreadRow[]; view: Match }) {
  return rows.map((row) => {
    const lines = matchOf(view, row.measure, row.letters);
    return (
      <section key={row.opening.id} className="section">
        <p>
          <ThreadLink row={row} /> <StateTag row={row} />
        </p>
        <MatchTable lines={lines} row={row} view={view} />
      </section>
    );
  });
}

/** Lines of a match as a table. @param row - a thread by whose wording items are named */
export function MatchTable({
  lines,
  row,
  view,
}: {
  lines: readonly MatchLine[];
  row: ThreadRow;
  view: Match;
}) {
  const { t, language } = useWords();
  const shown = phases.filter((phase) => view[phase] !== undefined);
  return (
    <div className="table">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('views.item')}</th>
            {shown.map((phase) => (
              <th key={phase} scope="col">
                {t(`views.${phase}`)}
              </th>
            ))}
            <th scope="col">{t('views.gap')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.item}>
              <th scope="row">
                <Item row={row} view={view} item={line.item} />
              </th>
              {shown.map((phase) => (
                <td key={phase} className="figures">
                  {formatCount(line[phase], language)}
                </td>
              ))}
              <td className="figures">
                {line.gap === 0 ? '0' : <strong>{formatCount(line.gap, language)}</strong>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The lines of several threads added up, by item. */
export function sumOfLines(all: readonly MatchLine[]): MatchLine[] {
  const sums = new Map<string, MatchLine>();
  for (const line of all) {
    const sum = sums.get(line.item);
    const added = (of: Exclude<keyof MatchLine, 'item'>): number => (sum?.[of] ?? 0) + line[of];
    sums.set(line.item, {
      item: line.item,
      needs: added('needs'),
      offers: added('offers'),
      accepts: added('accepts'),
      delivers: added('delivers'),
      confirms: added('confirms'),
      gap: added('gap'),
    });
  }
  return [...sums.values()];
}

/** An item by its name where it is a choice, else as it was written. */
function Item({ row, view, item }: { row: ThreadRow; view: Match; item: string }) {
  const wording = useMeasureWords(row.measure);
  const form = row.measure.steps.find(({ id }) => id === view.needs)?.form ?? '';
  const options = wording.forms[form]?.fields[`${view.lines}/*/${view.item}`]?.options;
  return <bdi>{options?.[item] ?? item}</bdi>;
}
