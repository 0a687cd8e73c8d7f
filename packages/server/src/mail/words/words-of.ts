import { ar } from './ar.ts';
import { en } from './en.ts';
import type { MailWords } from './mail-words.ts';
import { ru } from './ru.ts';

/** The sentences of a language, English where there is none. */
export function mailWordsOf(language: string): MailWords {
  return { en, ru, ar }[language] ?? en;
}

/** Fills `{name}` in a sentence. What is filled in is one line: it can neither end a header nor begin a fact. */
export function filled(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => oneLine(values[name] ?? ''));
}

/** A text without line breaks or other control characters. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
