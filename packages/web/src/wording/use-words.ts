import { useLingui } from '@lingui/react';
import type { Wordings } from '@rapport/measures';
import { useMemo } from 'react';
import type { en } from './en.ts';
import { chooseLanguage, type LanguageTag } from './languages.ts';

/** The name of one of the program's own sentences. */
export type MessageId = keyof typeof en;

/** What pages need in order to speak. */
export interface Words {
  readonly language: LanguageTag;
  /** One of the program's own sentences. */
  readonly t: (id: MessageId, values?: Record<string, string | number>) => string;
  /** A text of the organisation's, in the language shown or the first that it has. */
  readonly pick: (wordings: Wordings) => string;
  /** Names as a sentence lists them. */
  readonly list: (names: readonly string[]) => string;
  readonly compare: (a: string, b: string) => number;
}

/** Chooses the language shown, else English, else the first that there is. */
export function pickWording<T>(wordings: Readonly<Record<string, T>>, language: string): T | undefined {
  return wordings[language] ?? wordings['en'] ?? Object.values(wordings)[0];
}

export function useWords(): Words {
  const { i18n } = useLingui();
  const locale = i18n.locale;
  return useMemo(() => {
    const language = chooseLanguage(locale, []);
    const lists = new Intl.ListFormat(language, { type: 'conjunction' });
    const order = new Intl.Collator(language);
    return {
      language,
      t: (id, values) => i18n._(id, values),
      pick: (wordings) => pickWording(wordings, language) ?? '',
      list: (names) => lists.format(names),
      compare: (a, b) => order.compare(a, b),
    };
  }, [i18n, locale]);
}
