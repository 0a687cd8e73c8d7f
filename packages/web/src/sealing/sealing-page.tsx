import type { Session } from '@rapport/api';
import { makeSealingKey } from '@rapport/sealing';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useNames } from '../exchange/names.ts';
import { queryClient, registerQuery, useOrganisation, useSession } from '../exchange/queries.ts';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { Copies } from './copies.tsx';
import { type HeldKey, heldKeys, keepKey } from './keys-here.ts';

/** The keys with which an office opens what is sealed to it: made here, published, copied, ended. */
export function SealingPage() {
  const { t } = useWords();
  const session = useSession();
  return (
    <Page title={t('sealing.title')} lead={t('sealing.lead')}>
      {session === null ? (
        <p className="strip">
          {t('desk.sign-in')} <Link to="/sign-in">{t('session.sign-in')}</Link>
        </p>
      ) : (
        <Keys session={session} />
      )}
    </Page>
  );
}

const heldQuery = (participant: string) => ({
  queryKey: ['held-keys', participant],
  queryFn: () => heldKeys(participant),
  staleTime: 0,
});

function Keys({ session }: { session: Session }) {
  const { t } = useWords();
  const { participant, office } = session;
  const { sealing } = useSuspenseQuery(registerQuery).data;
  const { data: held = [] } = useQuery(heldQuery(participant));
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: ['held-keys'] });
  const make = async (): Promise<void> => {
    await keepKey(participant, { office, ...(await makeSealingKey()) });
    refresh();
  };
  const published = sealing.filter((one) => one.participant === participant);
  const waiting = held.filter(
    (one) => one.office === office && !published.some(({ key }) => key === one.recipient),
  );
  return (
    <>
      <Section title={t('sealing.yours')} inMargin>
        {published.length === 0 && <p className="soft">{t('sealing.none')}</p>}
        <PublishedKeys published={published} held={held} office={office} />
      </Section>
      <Section title={t('sealing.make')} inMargin>
        <p className="line">{t('sealing.make.text')}</p>
        {waiting.length === 0 ? (
          <p className="actions">
            <button type="button" className="button" onClick={() => void make()}>
              {t('sealing.make')}
            </button>
          </p>
        ) : (
          <PublishLink />
        )}
      </Section>
      <Copies participant={participant} office={office} held={held} changed={refresh} />
    </>
  );
}

interface PublishedProps {
  readonly published: readonly { key: string; office: string; notice: string; ended?: string }[];
  readonly held: readonly HeldKey[];
  readonly office: string;
}

function PublishedKeys({ published, held, office }: PublishedProps) {
  const { t } = useWords();
  const names = useNames();
  const ending = useStep('ends-sealing-key');
  return (
    <ul className="stack tight">
      {published.map(({ key, office: of, notice, ended }) => {
        const isHere = held.some(({ recipient }) => recipient === key);
        return (
          <li key={key}>
            {names.office(of)}:{' '}
            <Link to="/notices/$id" params={{ id: notice }}>
              <code>{shortened(key)}</code>
            </Link>{' '}
            <span className="soft">
              {ended === undefined ? t(isHere ? 'sealing.here' : 'sealing.elsewhere') : t('sealing.ended')}
            </span>{' '}
            {ended === undefined && of === office && ending !== undefined && (
              <Link {...ending} search={{ about: key }}>
                {t('sealing.end')}
                <span className="visually-hidden"> {shortened(key)}</span>
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Enough of a key to tell it from others. */
function shortened(key: string): string {
  return `${key.slice(0, 16)}…${key.slice(-8)}`;
}

function PublishLink() {
  const { t } = useWords();
  const publishing = useStep('publishes-sealing-key');
  return publishing === undefined ? null : (
    <p className="actions">
      <Link className="button" {...publishing}>
        {t('sealing.publish')}
      </Link>
    </p>
  );
}

/** Where an office takes a step with an effect, if the organisation has a measure for it. */
function useStep(effect: string) {
  const { measures } = useOrganisation();
  const measure = measures.find(({ effects, isInForce }) => isInForce && effects[effect] !== undefined);
  const step = measure?.effects[effect];
  if (measure === undefined || step === undefined) return undefined;
  const to = '/measures/$id/$edition/file/$step' as const;
  return { to, params: { id: measure.id, edition: measure.edition, step } };
}
