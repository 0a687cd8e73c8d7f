// Stands for wording/activate-language.ts in the form's own file, which has all languages in it.
import { i18n, type Messages } from '@lingui/core';
import { chooseLanguage, type LanguageTag, languageBy } from '../wording/languages.ts';

const catalogues = import.meta.glob<{ readonly messages: Messages }>(
  ['../wording/??.ts', '../wording/???.ts', '../wording/??-????.ts'],
  { query: '?first', eager: true },
);

export function changeLanguage(tag: LanguageTag): void {
  const messages = catalogues[`../wording/${tag}.ts`]?.messages ?? {};
  i18n.loadAndActivate({ locale: tag, messages });
  document.documentElement.lang = tag;
  document.documentElement.dir = languageBy(tag).direction;
}

export function activeLanguage(): LanguageTag {
  return chooseLanguage(i18n.locale, []);
}
