import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { adherenceQuery } from '../exchange/adherence.ts';
import { useNames } from '../exchange/names.ts';
import { useOrganisation, useSession } from '../exchange/queries.ts';
import { useNow } from '../thread/use-now.ts';
import { Page, Section } from '../ui/page.tsx';
import { StateTag, ThreadLink } from '../views/thread-link.tsx';
import { useThreads } from '../views/threads.ts';
import { useWords } from '../wording/use-words.ts';

/** How many of the newest inputs under each measure are shown. */
const inputsMax = 3;

/** The areas that a participant coordinates: the measures of each, who takes part, and the newest inputs. */
export function AreaPage() {
  const { t, pick } = useWords();
  const session = useSession();
  const { dimensions } = useOrganisation();
  const areas = dimensions.flatMap((dimension) =>
    dimension.areas
      .filter(({ coordinator = [], coCoordinators }) =>
        [coordinator, coCoordinators].flat().includes(session?.participant ?? ''),
      )
      .map((area) => ({ ...area, dimension: pick(dimension.name) })),
  );
  return (
    <Page title={t('area.title')} lead={t('area.lead')}>
      {session === null && (
        <p className="strip">
          {t('inbox.sign-in')} <Link to="/sign-in">{t('session.sign-in')}</Link>
        </p>
      )}
      {session !== null && areas.length === 0 && <p>{t('area.none')}</p>}
      {areas.map((area) => (
        <Area key={area.id} area={area.id} title={pick(area.name)} dimension={area.dimension} />
      ))}
    </Page>
  );
}

function Area({ area, title, dimension }: { area: string; title: string; dimension: string }) {
  const { t, pick } = useWords();
  const own = useOrganisation().measures.filter((one) => one.isInForce && one.area === area);
  return (
    <Section title={title} inMargin>
      <p className="soft">{dimension}</p>
      {own.length === 0 && <p>{t('area.no-measures')}</p>}
      <ul className="rows">
        {own.map(({ id, title: name }) => (
          <li key={id} className="stack tight">
            <h3>
              <Link to="/measures/$id" params={{ id }}>
                {pick(name)}
              </Link>
            </h3>
            <TakenBy measure={id} />
            <Suspense>
              <Inputs measure={id} />
            </Suspense>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Who has said that it takes part: the list of whom a coordinator writes to. */
function TakenBy({ measure }: { measure: string }) {
  const { t } = useWords();
  const names = useNames();
  const now = useNow();
  const { takings } = useSuspenseQuery(adherenceQuery).data;
  const holding = takings.filter(
    (one) => one.measure === measure && one.from <= now && now < (one.until ?? Number.POSITIVE_INFINITY),
  );
  const codes = names.sorted(new Set(holding.map(({ participant }) => participant)));
  return (
    <p className="small">
      {codes.length === 0
        ? t('area.nobody')
        : `${t('area.taken-by')} ${codes.map(names.participant).join(', ')}`}
    </p>
  );
}

function Inputs({ measure }: { measure: string }) {
  const { t } = useWords();
  const { rows } = useThreads(measure);
  if (rows.length === 0) return null;
  return (
    <>
      <ul>
        {rows.slice(0, inputsMax).map((row) => (
          <li key={row.opening.id}>
            <ThreadLink row={row} /> <StateTag row={row} />
          </li>
        ))}
      </ul>
      <p className="small">
        <Link to="/measures/$id/threads" params={{ id: measure }}>
          {t('area.all-inputs')}
        </Link>
      </p>
    </>
  );
}
