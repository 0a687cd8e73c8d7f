import {
  DateTimeType,
  EmailProperty,
  FNProperty,
  KindProperty,
  NoteProperty,
  OrgProperty,
  RevProperty,
  SpecialValueType,
  TelProperty,
  TextType,
  UIDProperty,
  URIType,
  URLProperty,
  VCARD,
} from 'vcard4';
import type { ContactParts } from './contact-fields.ts';

/** A card of a directory as a contact by RFC 6350: what programs know as such by itself, all else in the note. */
export function contactCard({ participant, title, thread, said, fields, closing }: ContactParts): string {
  const of = (kind: string): string[] =>
    fields.filter((field) => field.kind === kind).flatMap(({ text }) => plain(text) || []);
  const lines = fields
    .filter(({ kind }) => kind === 'text')
    .map(({ titles, text }) => `${plain(titles.join(', '))}: ${severalLines(text)}`);
  const stamp = new Date(said).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const card = new VCARD([
    new KindProperty([], new SpecialValueType('KindProperty', 'org')),
    new FNProperty([], new TextType(plain(`${participant}: ${title}`))),
    new OrgProperty([], new SpecialValueType('OrgProperty', [new TextType(plain(participant))])),
    ...of('email').map((text) => new EmailProperty([], new TextType(text))),
    ...of('telephone').map((text) => new TelProperty([], new TextType(text))),
    ...of('uri').flatMap((text) => (URL.canParse(text) ? addressOf(new URL(text)) : [])),
    new NoteProperty([], new TextType([...lines, plain(closing)].join('\n'))),
    new UIDProperty([], new URIType(`urn:rapport:notice:${thread}`)),
    new RevProperty([], new DateTimeType('timestamp', stamp)),
  ]);
  return folded(card.repr());
}

function addressOf({ protocol, href }: URL): URLProperty[] {
  return protocol === 'https:' || protocol === 'http:' ? [new URLProperty([], new URIType(href))] : [];
}

const steering = String.raw`[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+`;

/** One line without characters that steer a program. */
function plain(text: string): string {
  return text.replaceAll(new RegExp(steering, 'gu'), ' ').trim();
}

function severalLines(text: string): string {
  return text
    .split(/\r\n|\n/)
    .map(plain)
    .join('\n');
}

const octetsMax = 75;

/** The library escapes colons, which no reader takes back, and folds by characters: both are put right. */
function folded(card: string): string {
  const lines = card.replaceAll('\r\n ', '').split('\r\n');
  return lines
    .map((line) => fold(line.replaceAll(/\\(.)/g, (all, one) => (one === ':' ? ':' : all))))
    .join('\r\n');
}

function fold(line: string): string {
  const encoder = new TextEncoder();
  let [text, octets] = ['', 0];
  for (const character of line) {
    const more = encoder.encode(character).length;
    if (octets + more > octetsMax) [text, octets] = [`${text}\r\n `, 1];
    [text, octets] = [text + character, octets + more];
  }
  return text;
}
