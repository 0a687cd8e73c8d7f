import type { AdherenceView, OrganisationView } from '@rapport/api';
import { formatInstant } from '@rapport/measures';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { adherenceQuery } from '../exchange/adherence.ts';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { useNow } from '../thread/use-now.ts';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

type Taking = AdherenceView['takings'][number];
type Summary = OrganisationView['measures'][number];

/** Measures of a dimension by participants: what each has said that it has taken up, and nothing else of it. */
export function MatrixPage() {
  const { t } = useWords();
  const { dimensions, measures } = useOrganisation();
  const { dimension = dimensions[0]?.id } = useSearch({ from: '/matrix' });
  const { takings } = useSuspenseQuery(adherenceQuery).data;
  const now = useNow();
  const holding = takings.filter(({ from, until = Infinity }) => from <= now && now < until);
  const own = measures.filter((one) => one.isInForce && one.dimension === dimension);
  return (
    <Page title={t('matrix.title')} lead={t('matrix.lead')} part={dimension ?? ''}>
      <Dimensions chosen={dimension} />
      <Matrix measures={own} takings={holding} />
    </Page>
  );
}

function Dimensions({ chosen }: { chosen: string | undefined }) {
  const { t, pick } = useWords();
  return (
    <nav aria-label={t('matrix.dimension')} className="boxes">
      <ul>
        {useOrganisation().dimensions.map(({ id, name }) => (
          <li key={id}>
            <Link to="/matrix" search={{ dimension: id }} aria-current={id === chosen ? 'page' : undefined}>
              {pick(name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Matrix({ measures, takings }: { measures: readonly Summary[]; takings: readonly Taking[] }) {
  const { t, pick } = useWords();
  const names = useNames();
  const ids = new Set(measures.map(({ id }) => id));
  const codes = new Set(
    takings.filter(({ measure }) => ids.has(measure)).map(({ participant }) => participant),
  );
  if (codes.size === 0) return <p className="soft line empty">{t('matrix.nobody')}</p>;
  const columns = names.sorted(codes);
  return (
    <div className="table section">
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">{t('matrix.measure')}</th>
            {columns.map((code) => (
              <th key={code} scope="col">
                {names.participant(code)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <tr key={measure.id}>
              <th scope="row">
                <Link to="/measures/$id" params={{ id: measure.id }}>
                  {pick(measure.title)}
                </Link>
              </th>
              {columns.map((code) => (
                <td key={code}>
                  <Mark
                    taking={takings.find((one) => one.measure === measure.id && one.participant === code)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Taken up or nothing: what a participant has not said is not counted against it. */
function Mark({ taking }: { taking: Taking | undefined }) {
  const { t, language } = useWords();
  if (taking === undefined) return null;
  const since = formatInstant(taking.from, language, 'UTC');
  const said = taking.towards === undefined ? t('matrix.taken') : t('matrix.towards');
  return (
    <span className="figures" title={`${said}, ${since}`}>
      <span aria-hidden="true">{taking.towards === undefined ? '●' : '◐'}</span>
      <span className="visually-hidden">
        {said}, {since}
      </span>
    </span>
  );
}
