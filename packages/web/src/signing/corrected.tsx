import type { AnswerRow } from '@rapport/measures';
import type { Letter } from '../exchange/filed.ts';
import { useAnswerRows } from '../measure/answers-view.tsx';
import { ChangeList } from '../measure/change-list.tsx';
import { Reference } from '../ui/facts.tsx';
import { useWords } from '../wording/use-words.ts';
import type { Brief } from './brief-page.tsx';

/** What a correction says otherwise than the notice that it corrects; nothing where it corrects none. */
export function Corrected({ brief, rows }: { brief: Brief; rows: readonly AnswerRow[] }) {
  const { step, letters, place } = brief;
  const target = letters.find(({ id }) => id === place.after);
  if (step.corrects !== true || target === undefined) return null;
  return <Against brief={brief} rows={rows} target={target} />;
}

function Against(props: { brief: Brief; rows: readonly AnswerRow[]; target: Letter }) {
  const { brief, rows, target } = props;
  const { t } = useWords();
  const { notice } = target;
  const before = useAnswerRows(brief.measure, notice.step, notice.answers, notice.attachments);
  return (
    <div className="stack tight changes">
      <p>
        {t('letter.changes.corrects')} <Reference>{target.reference}</Reference>
      </p>
      <ChangeList before={before} after={rows} none={t('letter.no-changes')} />
    </div>
  );
}
