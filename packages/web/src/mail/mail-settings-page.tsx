import type { OwnMailAddresses } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../exchange/client.ts';
import { useNames } from '../exchange/names.ts';
import { useSession } from '../exchange/queries.ts';
import { Instant } from '../ui/instant.tsx';
import { Page, Section } from '../ui/page.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { programLanguages } from '../wording/languages.ts';
import { useWords } from '../wording/use-words.ts';
import { AddressForm } from './address-form.tsx';
import { mailAddressesQuery, refreshMail } from './mail-queries.ts';
import { firstWishes } from './wishes.ts';

type MailAddress = OwnMailAddresses['addresses'][number];

/** Where mail goes, for an office and the people that it invited: entered, changed and erased by themselves. */
export function MailSettingsPage() {
  const { t } = useWords();
  const names = useNames();
  const session = useSession();
  if (session === null) {
    return (
      <Page title={t('mail.title')}>
        <p className="strip">
          {t('desk.sign-in')}{' '}
          <Link to="/sign-in" search={{ to: '/mail/settings' }}>
            {t('session.sign-in')}
          </Link>
        </p>
      </Page>
    );
  }
  return (
    <Page
      title={t('mail.title')}
      over={`${names.participant(session.participant)}, ${names.office(session.office)}`}
      lead={t('mail.lead')}
    >
      <Addresses />
    </Page>
  );
}

function Addresses() {
  const { t, language } = useWords();
  const { sending, addresses } = useSuspenseQuery(mailAddressesQuery).data;
  const [isEntered, setEntered] = useState(false);
  if (sending === 'none') return <p className="strip">{t('mail.none-set-up')}</p>;
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <>
      {sending === 'shown' && (
        <p className="strip">
          {t('mail.demonstration')} <Link to="/mail">{t('mail.shown.title')}</Link>
        </p>
      )}
      <Section title={t('mail.addresses')}>
        {addresses.length === 0 && <p className="soft">{t('mail.no-address')}</p>}
        <ul className="rows">
          {addresses.map((one) => (
            <li key={one.id}>
              <AddressRow one={one} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('mail.enter')}>
        <p aria-live="polite">{isEntered && <span className="strip">{t('mail.entered')}</span>}</p>
        <AddressForm
          first={firstWishes(language, zone)}
          takesAddress
          button={t('mail.enter.button')}
          save={async (address, wished) => {
            await client.enterMailAddress({ ...wished, address });
            setEntered(true);
            await refreshMail();
          }}
        />
      </Section>
    </>
  );
}

function AddressRow({ one }: { one: MailAddress }) {
  const words = useWords();
  const { t } = words;
  const names = useNames();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { id, address, office, isOwn, isPerson, confirmed: _, paused: __, pausedFor: ___, ...first } = one;
  const erase = async (): Promise<void> => {
    try {
      await client.eraseMailAddress(id);
    } catch (error) {
      setProblem(sentenceOfError(error, words));
    }
    await refreshMail();
  };
  return (
    <>
      <div>
        <bdi>
          <strong>{address}</strong>
        </bdi>{' '}
        <span className="soft small">
          {isPerson ? t('mail.of-person') : names.office(office)} ·{' '}
          {programLanguages.find(({ tag }) => tag === one.language)?.name} · {t(`mail.pace.${one.pace}`)}
        </span>
      </div>
      <State one={one} />
      <p className="actions-inline small">
        {isOwn && (
          <button
            type="button"
            className="link-button"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {t('mail.change')}
            <span className="visually-hidden"> {address}</span>
          </button>
        )}{' '}
        <button type="button" className="link-button" onClick={() => void erase()}>
          {t('mail.erase')}
          <span className="visually-hidden"> {address}</span>
        </button>
      </p>
      {problem !== undefined && (
        <p className="strip alarm" role="alert">
          {problem}
        </p>
      )}
      {isOpen && (
        <AddressForm
          first={first}
          takesAddress={false}
          button={t('mail.save')}
          save={async (_address, wished) => {
            await client.changeMailAddress(id, wished);
            setOpen(false);
            await refreshMail();
          }}
        />
      )}
    </>
  );
}

/** Whether mail goes there, and if not, why. */
function State({ one }: { one: MailAddress }) {
  const { t } = useWords();
  const { confirmed, paused, pausedFor = '' } = one;
  if (paused !== undefined) {
    return (
      <p className="strip small">
        {pausedFor === 'stopped' ? t('mail.stopped') : t('mail.paused', { code: pausedFor })}{' '}
        <Instant at={paused} />. {one.isOwn && t('mail.take-up')}
      </p>
    );
  }
  if (confirmed === undefined) return <p className="strip small">{t('mail.unconfirmed')}</p>;
  return (
    <p className="soft small">
      {t('mail.confirmed')} <Instant at={confirmed} />.
    </p>
  );
}
