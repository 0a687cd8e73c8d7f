import type { AudienceKind, Measure } from '@rapport/measures';
import type { Notice } from '@rapport/record';
import type { FiledNotice } from './filed-notice.ts';
import { type Finding, finding } from './findings.ts';

/** Who reads: somebody of a participant, or the public. */
export type Reader = { readonly participant: string } | 'public';

type Audience = Notice['audience'];

/**
 * Says whether a reader may see what a notice says. This is the one rule: every route, feed and count
 * asks it, or the SQL that the server derives from it and tests against it.
 *
 * An empty list of names means nobody but the sender, and so does a kind that this program does not know.
 */
export function mayRead(reader: Reader, notice: Pick<Notice, 'participant' | 'audience'>): boolean {
  if (notice.audience.kind === 'all') return true;
  if (reader === 'public') return false;
  if (reader.participant === notice.participant) return true;
  if (notice.audience.kind === 'participants') return true;
  if (notice.audience.kind === 'named') return notice.audience.participants.includes(reader.participant);
  return false;
}

/** Says whether `participant` is addressed by the notice that opened a thread. */
export function isAddressee(participant: string, opening: Notice): boolean {
  return participant !== opening.participant && mayRead({ participant }, opening);
}

/**
 * Checks an audience against the measure where it opens a thread, and in a thread against the notice that
 * opened it: nothing in a thread reaches further than its opening, and its opener reads all of it.
 *
 * @param measure - given where the notice opens a thread
 * @param known - codes of the participants the organisation has
 * @param opening - the thread's first notice, given where the sender may see it
 */
export function checkAudience(
  notice: Notice,
  measure: Measure | undefined,
  known: ReadonlySet<string>,
  opening: FiledNotice | undefined,
): Finding[] {
  const findings = [
    ...checkNames(notice, known),
    ...checkOffered(notice.audience, measure?.audience ?? kinds),
  ];
  if (opening === undefined) return findings;
  if (!isWithin(notice, opening.notice)) findings.push(finding('audience-wider-than-thread'));
  if (!mayRead({ participant: opening.notice.participant }, notice)) {
    findings.push(finding('audience-without-opener', opening.notice.participant));
  }
  return findings;
}

/** The kinds that have rules here; the record's format has room for more. */
const kinds: readonly AudienceKind[] = ['all', 'participants', 'named'];

/**
 * Checks that a notice reaches everybody who could read what it changes: nobody is left with a text that
 * its sender has taken back, or in a thread that is closed for others.
 *
 * @param target - the notice that it corrects, or the opening of the thread that it closes
 */
export function checkReach(notice: Notice, target: Notice, participants: Iterable<string>): Finding[] {
  if (target.audience.kind === 'all' && notice.audience.kind !== 'all') return [finding('audience-narrower')];
  for (const participant of participants) {
    const reader = { participant };
    if (mayRead(reader, target) && !mayRead(reader, notice)) return [finding('audience-narrower')];
  }
  return [];
}

function checkOffered(audience: Audience, offered: readonly AudienceKind[]): Finding[] {
  const isOffered = offered.some((kind) => kind === audience.kind);
  return isOffered ? [] : [finding('audience-kind-not-offered', audience.kind)];
}

function checkNames(notice: Notice, known: ReadonlySet<string>): Finding[] {
  if (notice.audience.kind !== 'named') return [];
  const names = notice.audience.participants;
  if (names.length === 0) return [finding('audience-empty')];
  const unknown = names.filter((name) => !known.has(name));
  const findings = unknown.map((name) => finding('audience-participant-unknown', name));
  if (names.includes(notice.participant)) findings.push(finding('audience-names-sender'));
  return findings;
}

function isWithin(reply: Notice, opening: Notice): boolean {
  if (opening.audience.kind === 'all') return true;
  if (reply.audience.kind === 'all') return false;
  if (opening.audience.kind === 'participants') return true;
  if (reply.audience.kind !== 'named') return false;
  return reply.audience.participants.every((participant) => mayRead({ participant }, opening));
}
