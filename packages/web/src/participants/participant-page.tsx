import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { adherenceQuery } from '../exchange/adherence.ts';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { ReleasedList, releasedQuery } from '../released/released-list.tsx';
import { useNow } from '../thread/use-now.ts';
import { Fact, Facts, Reference } from '../ui/facts.tsx';
import { NothingHere } from '../ui/nothing-here.ts';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { roleTitle } from './role-title.ts';

/** What a participant is, and what it has itself said: never what it has not. */
export function ParticipantPage() {
  const { code } = useParams({ from: '/participants/$code' });
  const { t } = useWords();
  const names = useNames();
  const participant = useOrganisation().participants.find((one) => one.code === code);
  const { notices } = useSuspenseQuery(releasedQuery({ participant: code, limit: 10 })).data;
  if (participant === undefined) throw new NothingHere();
  return (
    <Page title={names.participant(code)}>
      <Facts>
        <Fact label={t('participant.role')}>{t(roleTitle(participant.role))}</Fact>
        <Fact label={t('participant.code')}>
          <Reference>{code}</Reference>
        </Fact>
        <Fact label={t('participant.capital')}>
          <bdi>{participant.zone}</bdi>
        </Fact>
        <Coordinates code={code} />
      </Facts>
      <Bodies code={code} />
      <TakenUp code={code} />
      <Section title={t('participant.released')} inMargin>
        {notices.length === 0 ? (
          <p className="soft">{t('participant.none-released')}</p>
        ) : (
          <ReleasedList notices={notices} />
        )}
      </Section>
    </Page>
  );
}

function Coordinates({ code }: { code: string }) {
  const { t, pick } = useWords();
  const areas = useOrganisation().dimensions.flatMap((dimension) => dimension.areas);
  const own = areas.filter((area) => area.coordinator === code || area.coCoordinators.includes(code));
  if (own.length === 0) return null;
  return (
    <Fact label={t('participant.coordinates')}>
      <ul>
        {own.map((area) => (
          <li key={area.id}>{pick(area.name)}</li>
        ))}
      </ul>
    </Fact>
  );
}

/** The bodies that the participant chairs now, as the organisation's folder has it. */
function Bodies({ code }: { code: string }) {
  const { t, pick } = useWords();
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const bodies = useOrganisation().bodies.filter(({ chairs = [] }) =>
    chairs.some(
      ({ participant, from, until = '9999' }) => participant === code && from <= today && today < until,
    ),
  );
  if (bodies.length === 0) return null;
  return (
    <Section title={t('participant.bodies')} inMargin>
      <ul>
        {bodies.map((body) => (
          <li key={body.id}>{t('participant.chairs', { body: pick(body.name) })}</li>
        ))}
      </ul>
    </Section>
  );
}

function TakenUp({ code }: { code: string }) {
  const { t, pick, compare } = useWords();
  const now = useNow();
  const { measures } = useOrganisation();
  const { takings } = useSuspenseQuery(adherenceQuery).data;
  const held = takings.filter(
    ({ participant, from, until = Number.POSITIVE_INFINITY }) =>
      participant === code && from <= now && now < until,
  );
  const taken = new Set(held.map(({ measure }) => measure));
  const shown = measures.filter(({ id, isInForce }) => isInForce && taken.has(id));
  return (
    <Section title={t('participant.taken-up')} inMargin>
      {shown.length === 0 && <p className="soft">{t('participant.none-taken')}</p>}
      <ul>
        {shown
          .toSorted((a, b) => compare(pick(a.title), pick(b.title)))
          .map(({ id, title }) => (
            <li key={id}>
              <Link to="/measures/$id" params={{ id }}>
                {pick(title)}
              </Link>
            </li>
          ))}
      </ul>
    </Section>
  );
}
