import type { ReleasedNotice } from '@rapport/api';
import { generateAtomFeed } from 'feedsmith';

/** What a feed holds, and how it is called where it is read. */
export interface FeedParts {
  /** Scheme, host and port as the reader knows them. */
  readonly origin: string;
  /** The feed's own address. */
  readonly path: string;
  /** The name of the log, which no other has: it makes the feed's id. */
  readonly log: string;
  readonly title: string;
  readonly language: string;
  /** When the newest was taken in, or else when the feed is made. */
  readonly updated: number;
  readonly notices: readonly ReleasedNotice[];
  /** How participants are called. */
  readonly nameOf: (participant: string) => string;
}

/** Notices that everybody may read, as Atom (RFC 4287): titles and addresses, never a notice's own text. */
export function atomOf({ origin, path, log, title, language, updated, notices, nameOf }: FeedParts): string {
  const at = (where: string): string => new URL(where, origin).href;
  return generateAtomFeed({
    id: `urn:rapport:feed:${encodeURIComponent(log)}:${encodeURIComponent(path)}`,
    title: { value: plain(title) },
    updated: new Date(updated),
    links: [
      { href: at(path), rel: 'self', type: 'application/atom+xml' },
      { href: at('/released'), rel: 'alternate', type: 'text/html' },
    ],
    entries: notices.map((notice) => ({
      id: `urn:rapport:notice:${notice.id}`,
      title: { value: plain(entryTitle(notice, language)) },
      updated: new Date(notice.takenIn),
      published: new Date(notice.takenIn),
      authors: [{ name: plain(nameOf(notice.participant)) }],
      links: [{ href: at(`/notices/${notice.id}`), rel: 'alternate', type: 'text/html' }],
      summary: { value: plain(`${pick(notice.measureTitle, language)} · ${notice.reference}`) },
    })),
  });
}

function entryTitle(notice: ReleasedNotice, language: string): string {
  const step = pick(notice.stepTitle, language);
  const { subject } = notice;
  return subject === undefined || subject.list !== undefined ? step : `${step}: ${subject.value}`;
}

/** In the language wanted, else English, else whichever there is. */
export function pick(wordings: Readonly<Record<string, string>>, language: string): string {
  return wordings[language] ?? wordings['en'] ?? Object.values(wordings)[0] ?? '';
}

/** Characters that XML 1.0 has no place for are left out, halves of characters too. */
function plain(text: string): string {
  return Array.from(text)
    .filter((character) => isXml(character.codePointAt(0) ?? 0))
    .join('');
}

/** Source: XML 1.0, 2.2. */
function isXml(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
