import type { Organisation, Wordings } from '@rapport/measures';
import type { Address } from './addresses.ts';
import type { Entry, Fact } from './judge-telling.ts';
import type { MailWords } from './words/mail-words.ts';
import { filled, mailWordsOf, oneLine } from './words/words-of.ts';

/** A mail that can be sent: plain text, which every program shows and nothing hides in. */
export interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** What mails are written with. */
export interface Composing {
  readonly organisation: Pick<Organisation, 'name' | 'abbreviation'>;
  /** Where readers reach the pages, without a final slash. */
  readonly publicUrl: string;
  /** The link by which one confirms, and the one by which one stops. */
  readonly confirmUrl: string;
  readonly stopUrl: string;
}

/** The most matters that one mail names. */
const namedMax = 40;

/**
 * Writes the mail that tells an address of some things: of one with a link of its own, of several with one to the desk.
 *
 * @param entries - one at least
 */
export function compose(address: Address, entries: readonly Entry[], composing: Composing): Mail {
  const { language } = address;
  const words = mailWordsOf(language);
  const [only] = entries;
  const isOne = only !== undefined && entries.length === 1;
  const count = new Intl.NumberFormat(localeOf(language)).format(entries.length);
  const { subject, says, todo } = isOne ? words.entries[only.kind] : words.digest;
  const values = isOne ? valuesOf(only, address) : { count };
  const link = isOne ? linkOf(only, composing) : `${composing.publicUrl}/sign-in?to=/desk`;
  const abbreviation = inLanguage(composing.organisation.abbreviation, language);
  const body = isOne
    ? [filled(says, values), factLines(only, address)]
    : [filled(says, values), ...severalParts(entries, address, words)];
  const parts = [
    ...body,
    `${filled(todo, values)}\n${link}`,
    footer(address, words, composing, isOne && only.kind === 'confirm'),
  ];
  return {
    subject: oneLine(`[${abbreviation}] ${filled(subject, values)}`),
    text: `${parts.filter((part) => part !== '').join('\n\n')}\n`,
  };
}

function severalParts(entries: readonly Entry[], address: Address, words: MailWords): string[] {
  const shown = entries.slice(0, namedMax).map((entry, index) => {
    const says = filled(words.entries[entry.kind].says, valuesOf(entry, address));
    return `${index + 1}. ${says}\n${factLines(entry, address)}`;
  });
  const left = entries.length - shown.length;
  return left === 0 ? shown : [...shown, filled(words.more, { count: String(left) })];
}

function linkOf({ path, kind }: Entry, { publicUrl, confirmUrl }: Composing): string {
  return kind === 'confirm' ? confirmUrl : `${publicUrl}/sign-in?to=${path}`;
}

function footer(
  { language }: Address,
  words: MailWords,
  { organisation, stopUrl }: Composing,
  isConfirmation: boolean,
): string {
  const sent = filled(words.footer, { organisation: inLanguage(organisation.name, language) });
  return isConfirmation ? `-- \n${sent}` : `-- \n${sent}\n${words.stop}\n${stopUrl}`;
}

function factLines({ facts }: Entry, address: Address): string {
  return facts.map((fact) => `${labelOf(fact, address)}: ${textOf(fact, address)}`).join('\n');
}

function labelOf(fact: Fact, { language }: Address): string {
  const capital = 'capital' in fact ? inLanguage(fact.capital, language) : '';
  return filled(mailWordsOf(language).labels[fact.label], { capital });
}

function textOf(fact: Fact, address: Address): string {
  if ('at' in fact) return instantText(fact.at, address.language, 'zone' in fact ? fact.zone : address.zone);
  if (fact.label === 'device') return deviceText(fact.text as string, address.language);
  const text = typeof fact.text === 'string' ? fact.text : inLanguage(fact.text, address.language);
  return isolated(oneLine(text), address.language);
}

/** Latin references stand in Arabic lines as they are written, whatever stands around them. */
function isolated(text: string, language: string): string {
  return language === 'ar' && /^[\x20-\x7e]+$/.test(text) ? `\u2068${text}\u2069` : text;
}

const proper: Readonly<Record<string, string>> = {
  android: 'Android',
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  ios: 'iOS',
  linux: 'Linux',
  macos: 'macOS',
  safari: 'Safari',
  windows: 'Windows',
};

function deviceText(device: string, language: string): string {
  const known = device.split('/').flatMap((part) => proper[part] ?? []);
  return known.length === 0 ? mailWordsOf(language).program : isolated(known.join(', '), language);
}

/** What sentences name of an entry. */
function valuesOf({ facts }: Entry, address: Address): Record<string, string> {
  const of = (label: Fact['label']): string => {
    const fact = facts.find((one) => one.label === label);
    return fact === undefined ? '' : textOf(fact, address);
  };
  const due = facts.find((fact) => fact.label === 'due');
  const when = due !== undefined && 'at' in due ? dayText(due.at, address) : '';
  return { reference: of('reference'), measure: of('measure'), year: of('year'), when };
}

/** Day and time in a zone, with its distance from UTC: `14 January 2027 at 11:00 GMT+5`. */
export function instantText(at: number, language: string, zone: string): string {
  const format = new Intl.DateTimeFormat(localeOf(language), {
    timeZone: zone,
    ...calendar,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  });
  return format.format(at);
}

function dayText(at: number, { language, zone }: Address): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeZone: zone, ...calendar }).format(at);
}

const calendar = {
  calendar: 'gregory',
  numberingSystem: 'latn',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
} as const;

function localeOf(language: string): string {
  return { en: 'en-GB', ru: 'ru', ar: 'ar-u-nu-latn' }[language] ?? 'en-GB';
}

/** A text of the organisation's in a language, else in English, else in the first that it has. */
function inLanguage(texts: Wordings, language: string): string {
  const all: Readonly<Record<string, string>> = texts;
  return oneLine(all[language] ?? all['en'] ?? Object.values(all)[0] ?? '');
}
