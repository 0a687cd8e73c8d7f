import { type AnswerRow, formatDay } from '@rapport/measures';
import { download, fileName } from '../exchange/download.ts';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import type { ThreadRow } from '../views/threads.ts';
import { newestWords } from '../views/threads.ts';
import { useWords } from '../wording/use-words.ts';
import { contactFields } from './contact-fields.ts';

/** Saves a card as the reader sees it; nothing of it leaves the browser. @param answers - what the card shows */
export function SaveContact({ row, answers }: { row: ThreadRow; answers: readonly AnswerRow[] }) {
  const { t, language } = useWords();
  const { mode } = useOrganisation();
  const names = useNames();
  const wording = useMeasureWords(row.measure);
  const { opening, measure } = row;
  const newest = newestWords(row);
  const form = measure.forms[measure.steps.find(({ id }) => id === newest.notice.step)?.form ?? ''];
  if (form === undefined || answers.length === 0) return null;
  const participant = names.participant(opening.notice.participant);
  const save = async (): Promise<void> => {
    const { contactCard } = await import('./contact-card.ts');
    const date = formatDay(new Date(newest.takenIn).toISOString().slice(0, 10), language);
    const state = wording.states[row.state] ?? row.state;
    const card = contactCard({
      ...{ participant, title: wording.title, thread: opening.id, said: newest.takenIn },
      fields: contactFields(form, answers),
      closing: `${state} · ${t('contacts.as-of', { reference: newest.reference, date })}`,
    });
    download(fileName(mode, opening.reference, 'vcf'), card, 'text/vcard;charset=utf-8');
  };
  return (
    <p className="no-print">
      <button type="button" className="link-button" onClick={() => void save()}>
        {t('contacts.save')}
        <span className="visually-hidden"> {participant}</span>
      </button>
    </p>
  );
}
