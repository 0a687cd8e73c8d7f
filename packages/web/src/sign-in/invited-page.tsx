import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { Providers } from './providers.tsx';

const secretForm = /^#[A-Za-z0-9_-]{43}$/;

/** Where the link of an invitation leads. Its secret stands after the #, which browsers send to nobody. */
export function InvitedPage() {
  const { t } = useWords();
  const { hash } = window.location;
  return (
    <Page title={t('invited.title')}>
      {secretForm.test(hash) ? (
        <div className="stack">
          <p className="line">{t('invited.text')}</p>
          <Providers invitation={hash.slice(1)} none={t('invited.no-provider')} />
        </div>
      ) : (
        <p className="strip alarm">{t('invited.wrong')}</p>
      )}
    </Page>
  );
}
