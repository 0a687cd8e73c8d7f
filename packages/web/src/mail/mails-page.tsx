import type { ShownMails } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useNames } from '../exchange/names.ts';
import { useSession } from '../exchange/queries.ts';
import { Instant } from '../ui/instant.tsx';
import { Page } from '../ui/page.tsx';
import { programLanguages } from '../wording/languages.ts';
import { useWords } from '../wording/use-words.ts';
import { shownMailsQuery } from './mail-queries.ts';

type ShownMail = ShownMails['mails'][number];

/** What would have been mailed to the addresses of one's own participant, in a demonstration. */
export function MailsPage() {
  const { t } = useWords();
  const names = useNames();
  const session = useSession();
  if (session === null) {
    return (
      <Page title={t('mail.shown.title')}>
        <p className="strip">
          {t('desk.sign-in')}{' '}
          <Link to="/sign-in" search={{ to: '/mail' }}>
            {t('session.sign-in')}
          </Link>
        </p>
      </Page>
    );
  }
  return (
    <Page
      title={t('mail.shown.title')}
      over={names.participant(session.participant)}
      lead={t('mail.shown.lead')}
    >
      <Mails />
      <p className="actions small no-print">
        <Link to="/mail/settings">{t('mail.title')}</Link>
      </p>
    </Page>
  );
}

/** Those in the language shown come first; the others are a step away. */
function Mails() {
  const { t, language } = useWords();
  const { mails } = useSuspenseQuery(shownMailsQuery).data;
  const [isAll, setAll] = useState(false);
  const own = mails.filter((mail) => mail.language === language);
  const others = mails.length - own.length;
  const shown = isAll || own.length === 0 ? mails : own;
  if (mails.length === 0) return <p className="soft line">{t('mail.shown.none')}</p>;
  return (
    <>
      <ol className="mails">
        {shown.map((mail) => (
          <Mail key={mail.id} mail={mail} />
        ))}
      </ol>
      {!isAll && own.length > 0 && others > 0 && (
        <p className="actions">
          <button type="button" className="link-button" onClick={() => setAll(true)}>
            {t('mail.shown.others', { count: others })}
          </button>
        </p>
      )}
    </>
  );
}

function Mail({ mail }: { mail: ShownMail }) {
  const { t } = useWords();
  const direction = programLanguages.find(({ tag }) => tag === mail.language)?.direction ?? 'ltr';
  return (
    <li className="mail">
      <p className="mail-head small">
        <span className="visually-hidden">{t('mail.shown.to')} </span>
        <bdi>{mail.to}</bdi> <Instant at={mail.at} />
      </p>
      <div lang={mail.language} dir={direction}>
        <h2>{mail.subject}</h2>
        <pre>{linked(mail.text)}</pre>
      </div>
    </li>
  );
}

const address = /(https?:\/\/\S+)/;

/** The text as it is, with its links to our own pages to be followed. */
function linked(text: string) {
  return text.split(address).map((part, number) => {
    if (number % 2 === 0) return part;
    const { pathname, search, hash } = new URL(part);
    return (
      <a key={`${number} ${part}`} href={`${pathname}${search}${hash}`} dir="ltr">
        {part}
      </a>
    );
  });
}
