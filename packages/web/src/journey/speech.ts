import { readFileSync } from 'node:fs';
import { en } from '../wording/en.ts';
import { ru } from '../wording/ru.ts';
import type { MessageId } from '../wording/use-words.ts';

/** What the journey reads on buttons, in one language: the program's sentences and the measure's own. */
export interface Speech {
  readonly t: (id: MessageId) => string;
  readonly measure: string;
  readonly acts: { readonly notify: string; readonly acknowledge: string; readonly correct: string };
  readonly kazakhSigner: string;
  readonly mongolianFocalPoint: string;
}

interface MeasureWording {
  readonly title: string;
  readonly steps: Record<'notify' | 'acknowledge' | 'correct', { readonly act: string }>;
}

export function speechOf(language: 'en' | 'ru'): Speech {
  const address = `../../../../organisations/cica/measures/exercise-notice/wording/${language}.json`;
  const wording = JSON.parse(readFileSync(new URL(address, import.meta.url), 'utf8')) as MeasureWording;
  const { notify, acknowledge, correct } = wording.steps;
  const isEnglish = language === 'en';
  return {
    t: (id) => (isEnglish ? en[id] : ru[id]),
    measure: wording.title,
    acts: { notify: notify.act, acknowledge: acknowledge.act, correct: correct.act },
    kazakhSigner: isEnglish ? 'Kazakhstan: Signing officer' : 'Казахстан: Лицо, уполномоченное подписывать',
    mongolianFocalPoint: isEnglish ? 'Mongolia: Focal point' : 'Монголия: Координатор по мерам доверия',
  };
}
