import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOrganisation } from '../exchange/queries.ts';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

type Stop = 'sign-in' | 'file' | 'sent' | 'other' | 'public' | 'verify' | 'proof' | 'break' | 'log';

/** A way through the demonstration that needs nobody's help, with links into the real pages. */
export function TourPage() {
  const { t } = useWords();
  const isDemonstration = useOrganisation().mode === 'demonstration';
  return (
    <Page title={t('tour.title')} lead={isDemonstration ? t('tour.lead') : t('tour.production')}>
      {isDemonstration && (
        <ol className="rows">
          <Step stop="sign-in" number={1}>
            <Link to="/sign-in">{t('sign-in.title')}</Link>
          </Step>
          <Step stop="file" number={2}>
            <TakingUp />
          </Step>
          <Step stop="sent" number={3}>
            <Link to="/inbox" search={{ box: 'sent' }}>
              {t('tour.sent-link')}
            </Link>
          </Step>
          <Step stop="other" number={4}>
            <Link to="/inbox">{t('nav.inbox')}</Link>
          </Step>
          <Step stop="public" number={5}>
            <Link to="/released">{t('released.title')}</Link> <Link to="/matrix">{t('matrix.title')}</Link>
          </Step>
          <Step stop="verify" number={6}>
            <Link to="/how-to-verify">{t('how-to-verify.title')}</Link>
          </Step>
          <Step stop="proof" number={7}>
            <Link to="/verify">{t('verify.title')}</Link> <a href="/verify.html">{t('verify.alone')}</a>
          </Step>
          <Step stop="break" number={8}>
            <Link to="/verify">{t('verify.title')}</Link>
          </Step>
          <Step stop="log" number={9}>
            <Link to="/log">{t('log.title')}</Link>
          </Step>
        </ol>
      )}
    </Page>
  );
}

function Step({ stop, number, children }: { stop: Stop; number: number; children: ReactNode }) {
  const { t } = useWords();
  return (
    <li className="stack tight line">
      <h2>
        {number}. {t(`tour.${stop}`)}
      </h2>
      <p>{t(`tour.${stop}-text`)}</p>
      <p className="actions">{children}</p>
    </li>
  );
}

/** The form of whichever measure takes up others: every organisation has its own. */
function TakingUp() {
  const { t } = useWords();
  const { measures } = useOrganisation();
  const one = measures.find(({ isInForce, effects }) => isInForce && 'takes-up-measure' in effects);
  if (one === undefined) return <Link to="/catalogue">{t('nav.catalogue')}</Link>;
  return (
    <Link
      to="/measures/$id/$edition/file/$step"
      params={{ id: one.id, edition: one.edition, step: one.effects['takes-up-measure'] ?? '' }}
    >
      {t('tour.file-link')}
    </Link>
  );
}
