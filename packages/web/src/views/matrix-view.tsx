import type { Measure } from '@rapport/measures';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { adherenceQuery } from '../exchange/adherence.ts';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { useNow } from '../thread/use-now.ts';
import { Instant } from '../ui/instant.tsx';
import { useWords } from '../wording/use-words.ts';
import { ThreadLink } from './thread-link.tsx';
import type { ThreadRow } from './threads.ts';

/** Each member beside the day from which it has taken the measure up, and its newest notice. */
export function MatrixView({ rows, measure }: { rows: readonly ThreadRow[]; measure: Measure }) {
  const { t } = useWords();
  const names = useNames();
  const { participants } = useOrganisation();
  const { takings } = useSuspenseQuery(adherenceQuery).data;
  const now = useNow();
  const own = takings.filter(({ measure: id, until = Infinity }) => id === measure.id && now < until);
  const filed = new Set([...own, ...rows.map(({ opening }) => opening.notice)].map((one) => one.participant));
  const mayTakeUp = (role: string): boolean =>
    measure.opensTo?.some((one) => one === role) ?? role === 'member';
  const codes = participants.filter(({ code, role }) => mayTakeUp(role) || filed.has(code));
  return (
    <>
      <p>
        <Link to="/matrix" search={{ dimension: measure.dimension }}>
          {t('matrix.title')}
        </Link>
      </p>
      <div className="table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('views.participant')}</th>
              <th scope="col">{t('views.taken-up')}</th>
              <th scope="col">{t('views.newest')}</th>
            </tr>
          </thead>
          <tbody>
            {names.sorted(codes.map(({ code }) => code)).map((code) => {
              const taking = own.findLast((one) => one.participant === code);
              const row = rows.find(({ opening }) => opening.notice.participant === code);
              return (
                <tr key={code}>
                  <th scope="row">{names.participant(code)}</th>
                  <td>{taking === undefined ? '–' : <Instant at={taking.from} />}</td>
                  <td>{row === undefined ? '–' : <ThreadLink row={row} />}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
