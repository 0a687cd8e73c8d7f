import { type I18n, i18n, setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { chooseLanguage, isLanguage, type LanguageTag, languageBy } from './languages.ts';

const keptUnder = 'rapport.language';

/** The language to begin with: the address's, that kept on this device, or the browser's. */
export function firstLanguage(): LanguageTag {
  const asked = new URLSearchParams(window.location.search).get('lang');
  return chooseLanguage(isLanguage(asked) ? asked : localStorage.getItem(keptUnder), navigator.languages);
}

/** A language by itself, for pages that the server draws: many may be drawn at a time. */
export async function speakingIn(tag: LanguageTag): Promise<I18n> {
  const speaking = setupI18n();
  speaking.setMessagesCompiler(compileMessage);
  speaking.loadAndActivate({ locale: tag, messages: await languageBy(tag).load() });
  return speaking;
}

/** Loads a language's wording and turns the page to it. */
export async function activateLanguage(tag: LanguageTag): Promise<void> {
  const { load, direction } = languageBy(tag);
  const messages = await load();
  i18n.setMessagesCompiler(compileMessage);
  i18n.loadAndActivate({ locale: tag, messages });
  document.documentElement.lang = tag;
  document.documentElement.dir = direction;
}

/** Wording in another language than the page's, for what another reader will see. */
export async function wordingIn(tag: LanguageTag): Promise<I18n> {
  const messages = await languageBy(tag).load();
  const other = setupI18n();
  other.setMessagesCompiler(compileMessage);
  other.loadAndActivate({ locale: tag, messages });
  return other;
}

/** The same at the reader's wish, kept for the next visit. */
export async function changeLanguage(tag: LanguageTag): Promise<void> {
  localStorage.setItem(keptUnder, tag);
  await activateLanguage(tag);
}

/** The language of the page now, for requests. */
export function activeLanguage(): LanguageTag {
  return chooseLanguage(i18n.locale, []);
}
