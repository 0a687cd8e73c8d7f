import { useOrganisation } from '../exchange/queries.ts';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

/** Pages on which something is filed, signed or begun. */
const acting = /^\/(sign-in|people|invited|sessions|sealing|filed)(\/|$)|^\/measures\/[^/]+\/[^/]+\/file\//;

/** Whether a mirror has nothing to show under an address. */
export function useNothingTaken(pathname: string): boolean {
  return useOrganisation().mirror !== undefined && acting.test(pathname);
}

/** What a mirror shows in the place of pages on which something is filed or signed. */
export function NothingTaken() {
  const { t } = useWords();
  return (
    <Page title={t('mirror.nothing-title')}>
      <p className="strip">{t('mirror.nothing')}</p>
    </Page>
  );
}
