import { useSyncExternalStore } from 'react';
import { useWords } from '../wording/use-words.ts';

/** Says that the line is down, and that what was written is safe. */
export function OfflineStrip() {
  const { t } = useWords();
  const isOnline = useSyncExternalStore(
    watchLine,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div aria-live="polite">
      {!isOnline && (
        <div className="strip offline">
          <p className="width">{t('page.offline')}</p>
        </div>
      )}
    </div>
  );
}

function watchLine(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}
