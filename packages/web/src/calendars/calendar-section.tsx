import { type OwnCalendars, paths, type Session } from '@rapport/api';
import type { Measure } from '@rapport/measures';
import { isPrintLanguage } from '@rapport/notices';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../exchange/client.ts';
import { queryClient, useOrganisation, useSession } from '../exchange/queries.ts';
import { Fact, Facts } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { Section } from '../ui/page.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';

type Address = OwnCalendars['calendars'][number];

const calendarsQuery = queryOptions({ queryKey: ['calendars'], queryFn: () => client.calendars() });

/** What a measure's calendar offers to the reader's own: to everybody what is released, to an office what it sees. */
export function MeasureCalendars({ measure: { id, audience } }: { measure: Measure }) {
  const { t, language } = useWords();
  const session = useSession();
  const isReleased = audience.includes('all');
  if (!isReleased && !mayMake(session)) return null;
  return (
    <Section title={t('calendars.title')} inMargin>
      {isReleased && (
        <p>
          <a href={`${paths.publicCalendar(`${id}.ics`)}?lang=${language}`} download>
            {t('calendars.public')}
          </a>
        </p>
      )}
      {mayMake(session) && <Addresses measure={id} />}
    </Section>
  );
}

/** The office's own addresses, of every kind, and the making of one for what it owes. */
export function OwnCalendarsSection() {
  const { t } = useWords();
  if (!mayMake(useSession())) return null;
  return (
    <Section title={t('calendars.title')} inMargin>
      <Addresses />
    </Section>
  );
}

/** A person whom an office let in hands out no address. */
function mayMake(session: Session | null): boolean {
  return session !== null && session.person === undefined;
}

function Addresses({ measure }: { measure?: string }) {
  const words = useWords();
  const { t, language } = words;
  const all = useSuspenseQuery(calendarsQuery).data.calendars;
  const own = measure === undefined ? all : all.filter((one) => one.measure === measure);
  const [made, setMade] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const act = async (change: () => Promise<string | undefined>): Promise<void> => {
    try {
      setMade(await change());
      setProblem(undefined);
    } catch (error) {
      setProblem(sentenceOfError(error, words));
    }
    await queryClient.invalidateQueries({ queryKey: calendarsQuery.queryKey });
  };
  const make = async (): Promise<string> => {
    const spoken = isPrintLanguage(language) ? language : 'en';
    const wanted = { language: spoken, ...(measure === undefined ? {} : { measure }) };
    return `${window.location.origin}${(await client.makeCalendar(wanted)).path}`;
  };
  const end = async (id: string): Promise<undefined> => {
    await client.endCalendar(id);
  };
  return (
    <>
      <p className="line">{t(measure === undefined ? 'calendars.about.due' : 'calendars.about.measure')}</p>
      {problem !== undefined && (
        <p className="strip alarm" role="alert">
          {problem}
        </p>
      )}
      {own.length > 0 && (
        <Facts>
          {own.map((one) => (
            <AddressRow key={one.id} address={one} end={() => void act(() => end(one.id))} />
          ))}
        </Facts>
      )}
      <p className="actions">
        <button type="button" className="button second" onClick={() => void act(make)}>
          {t('calendars.make')}
        </button>
      </p>
      <div aria-live="polite">{made !== undefined && <Made address={made} />}</div>
    </>
  );
}

function Made({ address }: { address: string }) {
  const { t } = useWords();
  return (
    <div className="strip">
      <p>{t('calendars.once')}</p>
      <p>
        <code dir="ltr">{address}</code>
      </p>
    </div>
  );
}

function AddressRow({ address, end }: { address: Address; end: () => void }) {
  const { t, pick } = useWords();
  const { measures } = useOrganisation();
  const { measure, made, used, isValid } = address;
  const title = measures.find(({ id }) => id === measure)?.title;
  const label = title === undefined ? t('calendars.due') : pick(title);
  return (
    <Fact label={label}>
      <span>
        {t('calendars.made')} <Instant at={made} />.{' '}
      </span>
      <span>
        {used === undefined ? (
          t('calendars.unused')
        ) : (
          <>
            {t('calendars.used')} <Instant at={used} />.
          </>
        )}{' '}
      </span>
      {!isValid && <strong>{t('calendars.key-ended')} </strong>}
      <button type="button" className="link-button" onClick={end}>
        {t('calendars.end')}
        <span className="visually-hidden"> {label}</span>
      </button>
    </Fact>
  );
}
