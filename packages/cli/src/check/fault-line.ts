import { join } from 'node:path';
import type { Fault, FaultCode } from '@rapport/measures';
import type { Words } from '../io/language.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';

/** What each code means, for readers of Russian: what follows it, the sentence with the names, is in English. */
const kinds: Readonly<Record<FaultCode, string>> = {
  'file-missing': 'Нет нужного файла',
  'file-unknown': 'Файл с таким именем здесь не нужен',
  'json-invalid': 'Файл не читается как JSON',
  'shape-invalid': 'Запись составлена не по форме',
  'id-mismatch': 'Имя не совпадает с именем папки или файла',
  'id-twice': 'Имя дано дважды',
  'reference-unknown': 'Названо то, чего нет',
  'step-unreachable': 'До этого шага нельзя дойти',
  'wording-missing': 'Нет текста',
  'wording-unused': 'Лишний текст',
  'form-invalid': 'Форма составлена неверно',
  'clock-field-invalid': 'Срок опирается на неподходящее поле',
  'example-refused': 'Форма отвергает пример, который должна принять',
  'example-accepted': 'Форма принимает пример, который должна отвергнуть',
  'effect-misplaced': 'Действие на реестр здесь невозможно',
  'thread-otherwise': 'Разобранная переписка идёт иначе, чем написано',
};

/** `file:line: what is wrong and what would mend it (code, place)`: editors and terminals jump to it. */
export function faultLine(folder: string, fault: Fault, { say }: Context): string {
  const { file, line, at, code } = fault;
  const place = at === '' ? code : `${code}, ${at}`;
  return printable(`${join(folder, file)}:${line ?? 1}: ${say(sentenceOf(fault))} (${place})`);
}

function sentenceOf(fault: Fault): Words {
  const language = languageLacking(fault);
  if (language !== undefined) return missingWording(language, fault.at);
  return { en: fault.sentence, ru: `${kinds[fault.code]}. ${fault.sentence}` };
}

/** The language in which a text is missing; `undefined` where the fault is another. */
export function languageLacking({ file, at, code }: Fault): string | undefined {
  if (code !== 'wording-missing') return undefined;
  return /\/wording\/([^/]+)\.json$/.exec(file)?.[1] ?? at.slice(at.lastIndexOf('/') + 1);
}

function missingWording(language: string, at: string): Words {
  if (at === '')
    return {
      en: `The translation into "${language}" is missing as a whole: add this file.`,
      ru: `Перевода на язык «${language}» нет совсем: добавьте этот файл.`,
    };
  return {
    en: `The text for ${at} is missing in "${language}": write it.`,
    ru: `Нет текста для ${at} на языке «${language}»: напишите его.`,
  };
}
