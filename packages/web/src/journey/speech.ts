import { readFileSync } from 'node:fs';
import { ar } from '../wording/ar.ts';
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
  readonly mongolianSigner: string;
}

interface MeasureWording {
  readonly title: string;
  readonly steps: Record<'notify' | 'acknowledge' | 'correct', { readonly act: string }>;
}

/** @param language - in Arabic the program speaks, and the demonstration's measures in English */
export function speechOf(language: 'en' | 'ru' | 'ar'): Speech {
  const spoken = language === 'ar' ? 'en' : language;
  const address = `../../../../organisations/cica/measures/exercise-notice/wording/${spoken}.json`;
  const wording = JSON.parse(readFileSync(new URL(address, import.meta.url), 'utf8')) as MeasureWording;
  const { notify, acknowledge, correct } = wording.steps;
  const isEnglish = spoken === 'en';
  const sentences = { en, ru, ar }[language];
  return {
    t: (id) => sentences[id],
    measure: wording.title,
    acts: { notify: notify.act, acknowledge: acknowledge.act, correct: correct.act },
    kazakhSigner: isEnglish ? 'Kazakhstan: Signing officer' : 'Казахстан: Лицо, уполномоченное подписывать',
    mongolianSigner: isEnglish ? 'Mongolia: Signing officer' : 'Монголия: Лицо, уполномоченное подписывать',
    mongolianFocalPoint: isEnglish ? 'Mongolia: Focal point' : 'Монголия: Координатор по мерам доверия',
  };
}
