import { type AnswerRow, changesBetween } from '@rapport/measures';
import { useWords } from '../wording/use-words.ts';

/** What a later text says otherwise than an earlier one. @param none - what to say where nothing differs */
export function ChangeList(props: {
  before: readonly AnswerRow[];
  after: readonly AnswerRow[];
  none: string;
}) {
  const { t } = useWords();
  const changes = changesBetween(props.before, props.after);
  if (changes.length === 0) return <p className="soft">{props.none}</p>;
  return (
    <ul>
      {changes.map(({ pointer, titles, before: was, after: is }) => (
        <li key={pointer}>
          {titles.join(', ')}: {was === undefined ? t('letter.was-empty') : <del dir="auto">{was}</del>} →{' '}
          {is === undefined ? t('letter.is-empty') : <ins dir="auto">{is}</ins>}
        </li>
      ))}
    </ul>
  );
}
