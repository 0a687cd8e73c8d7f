import { type Measure, type MeasureChange, parsePointer } from '@rapport/measures';
import type { Language, Words } from '../io/language.ts';
import { printable } from '../io/printable.ts';
import { valueNames, wordNames } from './words.ts';

/** Both sides of a comparison, for the titles that people know things by, and the language to speak. */
export interface Sides {
  readonly before: Measure;
  readonly after: Measure;
  readonly language: Language;
}

/** Says one change in plain words, ready for a terminal. @param change - of `diffMeasures(before, after)` */
export function sayChange(change: MeasureChange, sides: Sides): string {
  return printable(sentence(change, sides)[sides.language]);
}

function sentence(change: MeasureChange, sides: Sides): Words {
  const { code } = change;
  if (code === 'notation-changed')
    return {
      en: 'It is written differently and says the same.',
      ru: 'Записано иначе, но по смыслу то же.',
    };
  if (code === 'edition-changed' || code === 'definition-changed')
    return both(({ from, to, word }) => `${word}: ${from} → ${to}`, change, sides);
  if (code.startsWith('audience-')) return audience(change, sides);
  if (code.startsWith('wording-')) return wording(change);
  if (code.endsWith('-changed'))
    return both(
      ({ kind, name, from, to, word }) => `${kind} ${name}, ${word}: ${from} → ${to}`,
      change,
      sides,
    );
  if (code.endsWith('-reordered')) return reordered(change, sides);
  return arrival(change, sides);
}

interface Spoken {
  readonly kind: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly word: string;
}

function both(say: (spoken: Spoken) => string, change: MeasureChange, sides: Sides): Words {
  const { language } = sides;
  const word = (parsePointer(change.at) ?? []).at(-1) ?? '';
  const said = say({
    kind: kindOf(change)[language],
    name: nameAt(change.at, sides),
    from: value(change.before, language),
    to: value(change.after, language),
    word: (Object.hasOwn(wordNames, word) ? wordNames[word] : undefined)?.[language] ?? word,
  });
  return { en: said, ru: said };
}

function audience({ code, before, after }: MeasureChange, sides: Sides): Words {
  const said = value(before ?? after, sides.language);
  return code === 'audience-added'
    ? { en: `It may now be addressed to: ${said}.`, ru: `Теперь можно направлять: ${said}.` }
    : { en: `It may no longer be addressed to: ${said}.`, ru: `Больше нельзя направлять: ${said}.` };
}

/** A text with its language and place, old and new. */
function wording({ code, at, before: old, after: now }: MeasureChange): Words {
  const [before, after] = [textOf(old), textOf(now)];
  const [, language = '', ...rest] = parsePointer(at) ?? [];
  const place = `[${language}] ${rest.join(' › ')}`;
  if (code === 'wording-added')
    return { en: `New text ${place}: “${after}”`, ru: `Новый текст ${place}: «${after}»` };
  if (code === 'wording-removed')
    return { en: `Text taken out ${place}: “${before}”`, ru: `Текст исключён ${place}: «${before}»` };
  return { en: `Wording ${place}: “${before}” → “${after}”`, ru: `Текст ${place}: «${before}» → «${after}»` };
}

/** A text of the wording; nothing else stands there. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

function reordered(change: MeasureChange, sides: Sides): Words {
  const subject = change.code.split('-')[0] ?? '';
  const place = nameAt(change.at, sides);
  const order = value(change.after, sides.language);
  const words = {
    en: { fields: 'Fields', options: 'Options', steps: 'Steps', clocks: 'Clocks' },
    ru: { fields: 'Поля', options: 'Варианты', steps: 'Шаги', clocks: 'Сроки' },
  };
  const of = subject === 'fields' || subject === 'options' ? ` (${place})` : '';
  const named = (language: Language) => words[language][subject as 'fields'];
  return {
    en: `${named('en')}${of} stand in another order: ${order}`,
    ru: `${named('ru')}${of} стоят в другом порядке: ${order}`,
  };
}

/** What came, went, became required or ceased to be. */
function arrival(change: MeasureChange, sides: Sides): Words {
  const { code, at, before, after } = change;
  const kind = kindOf(change);
  const isOption = code.startsWith('option-');
  const name = isOption
    ? `${value(before ?? after, sides.language)} (${nameAt(at, sides)})`
    : nameAt(at, sides);
  if (code === 'field-required')
    return { en: `Field ${name}: now required.`, ru: `Поле ${name}: теперь обязательно.` };
  if (code === 'field-optional')
    return { en: `Field ${name}: no longer required.`, ru: `Поле ${name}: больше не обязательно.` };
  const details = isOption || code.startsWith('form-') ? '' : detailsOf(before ?? after, sides);
  return code.endsWith('-added')
    ? { en: `${kind.en} added: ${name}${details}`, ru: `${kind.ru}, добавлено: ${name}${details}` }
    : { en: `${kind.en} removed: ${name}`, ru: `${kind.ru}, исключено: ${name}` };
}

const kinds: Readonly<Record<string, Words>> = {
  step: { en: 'Step', ru: 'Шаг' },
  clock: { en: 'Clock', ru: 'Срок' },
  view: { en: 'View', ru: 'Представление' },
  form: { en: 'Form', ru: 'Форма' },
  field: { en: 'Field', ru: 'Поле' },
  option: { en: 'Option', ru: 'Вариант' },
};

function kindOf({ code }: MeasureChange): Words {
  return kinds[code.split('-')[0] ?? ''] ?? { en: '', ru: '' };
}

const UNSAID = new Set(['id', 'view', 'properties', 'items', 'required', 'order', 'additionalProperties']);

/** What a new thing says of itself: `; who takes it: each addressee; ...`. */
function detailsOf(thing: unknown, sides: Sides): string {
  if (typeof thing !== 'object' || thing === null) return '';
  return Object.entries(thing)
    .filter(([word]) => !UNSAID.has(word))
    .map(([word, said]) => {
      const { language } = sides;
      const name = word === 'enum' ? { en: 'options', ru: 'варианты' } : wordNames[word];
      return `; ${name?.[language] ?? word}: ${value(said, language)}`;
    })
    .join('');
}

/** `“Title” (id)` of a step, clock, form or field, as the newest side that has it calls it. */
function nameAt(at: string, sides: Sides): string {
  const [group = '', id = '', field] = parsePointer(at) ?? [];
  if (group === 'shows') return value(id, sides.language);
  const isField = group === 'forms' && field !== undefined && field.startsWith('/');
  const titles = [sides.after, sides.before].flatMap(({ wording }) => {
    const texts = wording[sides.language] ?? Object.values(wording)[0];
    if (group === 'steps') return texts?.steps[id]?.title ?? [];
    if (group === 'clocks') return texts?.clocks[id] ?? [];
    const form = group === 'forms' ? texts?.forms[id] : undefined;
    return (isField ? form?.fields[field]?.title : form?.title) ?? [];
  });
  const shown = isField ? `${id} ${field}` : id;
  const [title] = titles;
  if (title === undefined) return shown;
  return sides.language === 'ru' ? `«${title}» (${shown})` : `“${title}” (${shown})`;
}

function value(said: unknown, language: Language): string {
  if (said === undefined) return { en: 'nothing', ru: 'ничего' }[language];
  if (said === true) return { en: 'yes', ru: 'да' }[language];
  if (said === false) return { en: 'no', ru: 'нет' }[language];
  if (Array.isArray(said)) return said.map((one) => value(one, language)).join(', ');
  if (typeof said === 'string')
    return (Object.hasOwn(valueNames, said) ? valueNames[said] : undefined)?.[language] ?? said;
  return JSON.stringify(said);
}
