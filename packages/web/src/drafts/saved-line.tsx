import { lazy, Suspense } from 'react';
import { useNames } from '../exchange/names.ts';
import type { FilingState } from '../filing/filing.tsx';
import { Instant } from '../ui/instant.tsx';
import { useWords } from '../wording/use-words.ts';
import type { SharingStatus } from './sharing.ts';

const Clashes = lazy(async () => ({ default: (await import('./clashes.tsx')).Clashes }));

/** Where the words are now, in plain words; and what the office says of them. */
export function SavedLine({ state }: { state: FilingState }) {
  const { t } = useWords();
  const { draft, sharing } = state;
  const { remark, state: stage } = draft.shared?.office ?? {};
  return (
    <>
      {stage === 'returned' && remark !== undefined && (
        <div className="strip alarm">
          <p>{t('drafts.returned')}</p>
          <blockquote className="multiline" dir="auto">
            {remark}
          </blockquote>
        </div>
      )}
      {stage === 'waiting' && <p className="strip">{t('drafts.is-waiting')}</p>}
      <output className="soft small saved-line">
        {state.isKept || state.files.length > 0 ? t('drafts.here') : t('drafts.will-be-kept')}{' '}
        <AtOffice status={sharing.status} isBegun={state.isKept} />
      </output>
      {sharing.status.kind === 'here' && sharing.status.why === 'choose' && (
        <p className="actions tight">
          <button
            type="button"
            className="link-button"
            onClick={() => state.change({ ...draft, mayLeave: true })}
          >
            {t('drafts.share')}
          </button>
        </p>
      )}
      {(draft.shared?.clashes.length ?? 0) > 0 && (
        <Suspense>
          <Clashes state={state} />
        </Suspense>
      )}
    </>
  );
}

function AtOffice({ status, isBegun }: { status: SharingStatus; isBegun: boolean }) {
  const { t } = useWords();
  const names = useNames();
  if (status.kind === 'here') return t(`drafts.here.${status.why}`);
  if (status.kind === 'refused') return status.sentence;
  if (status.kind === 'saving') return isBegun ? t('drafts.saving') : null;
  if (status.kind !== 'saved') return t(`drafts.${status.kind}`);
  const { changed } = status.office;
  if (changed === undefined || changed.isYou) return t('drafts.saved');
  const who = changed.label ?? names.office(changed.office);
  return (
    <>
      {t('drafts.saved')} {t('drafts.changed-by', { who })} <Instant at={changed.at} />.
    </>
  );
}
