import { wordsOf } from '@rapport/notices';
import { type Notice } from '@rapport/record';
import { envelopeLexemes, lexemes, type Placed } from './lexemes.ts';
import type { NoticeTexts } from './notice-texts.ts';

/** PostgreSQL counts no places beyond this, and no more of one word. */
const placeMax = 16_383;
const placesMax = 255;

/** Between two texts, so that no phrase reaches from one into the other. */
const gap = 8;

/**
 * The words of a notice with their places, as PostgreSQL reads a `tsvector`; stems are put to them there.
 *
 * @param participants - codes of all, to know which of them the answers name
 */
export function wordsOfNotice(
  notice: Notice,
  placed: Placed,
  texts: NoticeTexts,
  participants: ReadonlySet<string>,
): string {
  const places = new Map<string, number[]>();
  let place = 0;
  for (const text of texts.everywhere(notice)) {
    for (const { form } of wordsOf(text)) {
      place += 1;
      const found = places.get(form);
      if (found === undefined) places.set(form, [Math.min(place, placeMax)]);
      else if (found.length < placesMax) found.push(Math.min(place, placeMax));
    }
    place += gap;
  }
  const named = notice.sealed === undefined ? participantsIn(notice.answers, participants) : [];
  const own = new Set([...envelopeLexemes(placed), ...named.map((code) => lexemes.about(code))]);
  return [...[...places].map(([form, at]) => `${quoted(form)}:${at.join()}`), ...[...own].map(quoted)].join(
    ' ',
  );
}

/** A word between quotes, as `tsvector` and `tsquery` read it. */
export function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

function participantsIn(value: unknown, known: ReadonlySet<string>): string[] {
  if (typeof value === 'string') return known.has(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((one) => participantsIn(one, known));
}
