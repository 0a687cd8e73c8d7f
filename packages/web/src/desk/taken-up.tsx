import type { MeasureSummary } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { adherenceQuery } from '../exchange/adherence.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { useNow } from '../thread/use-now.ts';
import { Instant } from '../ui/instant.tsx';
import { Section } from '../ui/page.tsx';
import { Row } from '../ui/row.tsx';
import { useWords } from '../wording/use-words.ts';

/** The measures that the participant has taken up and not ended, in alphabetical order. */
export function TakenUp({ participant }: { participant: string }) {
  const { t, pick, compare } = useWords();
  const { measures } = useOrganisation();
  const now = useNow();
  const { takings } = useSuspenseQuery(adherenceQuery).data;
  const own = takings.filter(
    (one) => one.participant === participant && (one.until === undefined || one.until > now),
  );
  const rows = own
    .flatMap((taking) => {
      const measure = measures.find(({ id }) => id === taking.measure);
      return measure === undefined ? [] : [{ taking, measure }];
    })
    .toSorted((a, b) => compare(pick(a.measure.title), pick(b.measure.title)));
  return (
    <Section title={t('desk.taken-up')} inMargin>
      {rows.length === 0 && (
        <div className="empty">
          <p>{t('desk.none-taken-up')}</p>
          <p>
            <Link to="/catalogue">{t('catalogue.title')}</Link>
          </p>
        </div>
      )}
      <ul className="rows">
        {rows.map(({ taking, measure }) => (
          <li key={taking.thread}>
            <Taken measure={measure} from={taking.from} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Taken({ measure, from }: { measure: MeasureSummary; from: number }) {
  const { t, pick } = useWords();
  return (
    <Row
      title={
        <Link to="/measures/$id" params={{ id: measure.id }}>
          {pick(measure.title)}
        </Link>
      }
      aside={
        <>
          {t('desk.since')} <Instant at={from} brief />
        </>
      }
    />
  );
}
