import { type I18n, i18n, setupI18n } from '@lingui/core';
import { chooseLanguage, isLanguage, type LanguageTag, languageBy } from './languages.ts';
import { loadPart, type PartName, partNames } from './parts.ts';

const keptUnder = 'rapport.language';

/** The parts that some page has asked for: they are there of every language that is turned to. */
const asked = new Set<PartName>(['first']);

/** The language to begin with: the address's, that kept on this device, or the browser's. */
export function firstLanguage(): LanguageTag {
  const wanted = new URLSearchParams(window.location.search).get('lang');
  return chooseLanguage(isLanguage(wanted) ? wanted : localStorage.getItem(keptUnder), navigator.languages);
}

/** Loads a language's wording, as much of it as is needed now, and turns the page to it. */
export async function activateLanguage(tag: LanguageTag): Promise<void> {
  await load(tag);
  i18n.activate(tag);
  await load(tag); // what was asked for meanwhile
  document.documentElement.lang = tag;
  document.documentElement.dir = languageBy(tag).direction;
}

/** Has further parts there of the language shown, and from now on of any that is turned to. `undefined`: they are there. */
export function loadWording(parts: readonly PartName[]): Promise<void> | undefined {
  for (const part of parts) asked.add(part);
  const tag = activeLanguage();
  return parts.every((part) => loaded.has(`${tag} ${part}`)) ? undefined : load(tag);
}

const loaded = new Set<string>();

async function load(tag: LanguageTag): Promise<void> {
  const missing = [...asked].filter((part) => !loaded.has(`${tag} ${part}`));
  const found = await Promise.all(missing.map((part) => loadPart(tag, part)));
  for (const messages of found) i18n.load(tag, { ...messages });
  for (const part of missing) loaded.add(`${tag} ${part}`);
}

/** A language by itself, whole: for what another reader will see, and for pages that the server draws, many at a time. */
export async function speakingIn(tag: LanguageTag): Promise<I18n> {
  const parts = await Promise.all(partNames.map((part) => loadPart(tag, part)));
  const other = setupI18n();
  for (const messages of parts) other.load(tag, { ...messages });
  other.activate(tag);
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
