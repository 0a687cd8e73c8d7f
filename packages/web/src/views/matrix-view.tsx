import type { Measure } from '@rapport/measures';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { client } from '../exchange/client.ts';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { Instant } from '../ui/instant.tsx';
import { useWords } from '../wording/use-words.ts';
import { ThreadLink } from './thread-link.tsx';
import type { ThreadRow } from './threads.ts';

export const adherenceQuery = queryOptions({
  queryKey: ['adherence'],
  queryFn: () => client.adherence(),
});

/** Each member beside the day from which it has taken the measure up, and its newest notice. */
export function MatrixView({ rows, measure }: { rows: readonly ThreadRow[]; measure: Measure }) {
  const { t } = useWords();
  const names = useNames();
  const { participants } = useOrganisation();
  const { takings } = useSuspenseQuery(adherenceQuery).data;
  const own = takings.filter((taking) => taking.measure === measure.id);
  const filed = new Set([...own, ...rows.map(({ opening }) => opening.notice)].map((one) => one.participant));
  const codes = participants.filter(({ code, role }) => role === 'member' || filed.has(code));
  return (
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
  );
}
