import { useSyncExternalStore } from 'react';
import { useLineState } from '../offline/line.ts';
import { useWords } from '../wording/use-words.ts';

/** Says that the line is down, of when what is shown is, and that what was written is safe; or that there is a newer program. */
export function OfflineStrip() {
  const { t, language } = useWords();
  const isOnline = useSyncExternalStore(
    watchLine,
    () => navigator.onLine,
    () => true,
  );
  const { asOf, isOld } = useLineState();
  return (
    <div aria-live="polite">
      {(!isOnline || asOf !== undefined) && (
        <div className="strip offline">
          <p className="width">
            {asOf === undefined ? t('page.offline') : t('page.kept', { time: formatMoment(asOf, language) })}
          </p>
        </div>
      )}
      {isOld && (
        <div className="strip">
          <p className="width">
            {t('page.new-version')}{' '}
            <button type="button" className="link-button" onClick={() => location.reload()}>
              {t('page.reload')}
            </button>
          </p>
        </div>
      )}
    </div>
  );
}

/** The time of day; the day with it where it is not today. */
function formatMoment(at: number, language: string): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  const day = isToday ? {} : ({ day: 'numeric', month: 'long' } as const);
  return new Intl.DateTimeFormat(`${language}-u-nu-latn`, {
    ...day,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

function watchLine(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}
