import type { AudienceKind, Measure, OfferedAudience } from '@rapport/measures';
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
 *
 * @param circle - whom an audience of kind `takers` or `dimension` reached; without it, nobody
 */
export function mayRead(
  reader: Reader,
  notice: Pick<Notice, 'participant' | 'audience'>,
  circle: readonly string[] = [],
): boolean {
  if (notice.audience.kind === 'all') return true;
  if (reader === 'public') return false;
  if (reader.participant === notice.participant) return true;
  if (notice.audience.kind === 'participants') return true;
  if (notice.audience.kind === 'named') return notice.audience.participants.includes(reader.participant);
  return isCircle(notice.audience.kind) && circle.includes(reader.participant);
}

/** Whether a kind of audience is a circle that is fixed when the notice is taken in. */
export function isCircle(kind: Audience['kind']): kind is 'takers' | 'dimension' {
  return kind === 'takers' || kind === 'dimension';
}

/** Says whether a reader may see a notice in the log. */
export function mayReadFiled(reader: Reader, { notice, circle }: FiledNotice): boolean {
  return mayRead(reader, notice, circle);
}

/** Says whether `participant` is addressed by the notice that opened a thread. */
export function isAddressee(participant: string, opening: FiledNotice): boolean {
  return participant !== opening.notice.participant && mayReadFiled({ participant }, opening);
}

/**
 * Checks an audience against the measure where it opens a thread, and in a thread against the notice that
 * opened it: nothing in a thread reaches further than its opening, and its opener reads all of it.
 *
 * @param measure - given where the notice opens a thread
 * @param known - codes of the participants the organisation has
 * @param opening - the thread's first notice, given where the sender may see it
 * @param answered - the notice that it follows, given where it must not reach further than that
 */
export function checkAudience(
  notice: Notice,
  measure: Measure | undefined,
  known: ReadonlySet<string>,
  opening: FiledNotice | undefined,
  answered?: FiledNotice,
): Finding[] {
  const findings = [
    ...checkNames(notice, known),
    ...(notice.sealed === undefined ? checkOffered(notice.audience, measure?.audience ?? kinds) : []),
  ];
  if (opening === undefined) return findings;
  if (!isWithin(notice, opening)) findings.push(finding('audience-wider-than-thread'));
  else if (answered !== undefined && !isWithin(notice, answered))
    findings.push(finding('audience-wider-than-answered'));
  if (!mayRead({ participant: opening.notice.participant }, notice, circleIn(opening, notice))) {
    findings.push(finding('audience-without-opener', opening.notice.participant));
  }
  return findings;
}

/** Checks that what is for the thread's opener reaches it alone. */
export function checkAlone({ audience }: Notice, opening: FiledNotice): Finding[] {
  const { participant } = opening.notice;
  const names = audience.kind === 'named' ? audience.participants : [];
  return names.length === 1 && names[0] === participant
    ? []
    : [finding('audience-not-opener-alone', participant)];
}

/** The kinds that have rules here; the record's format has room for more. */
const kinds: readonly AudienceKind[] = ['all', 'participants', 'takers', 'dimension', 'named'];

/**
 * Checks that a notice reaches everybody who could read what it changes: nobody is left with a text that
 * its sender has taken back, or in a thread that is closed for others.
 *
 * @param target - the notice that it corrects, or the opening of the thread that it closes
 * @param circle - whom the notice would reach, where its audience is a circle
 */
export function checkReach(
  notice: Notice,
  target: FiledNotice,
  participants: Iterable<string>,
  circle: readonly string[],
): Finding[] {
  if (target.notice.audience.kind === 'all' && notice.audience.kind !== 'all')
    return [finding('audience-narrower')];
  for (const participant of participants) {
    const reader = { participant };
    if (mayReadFiled(reader, target) && !mayRead(reader, notice, circle))
      return [finding('audience-narrower')];
  }
  return [];
}

function checkOffered(audience: Audience, offered: readonly OfferedAudience[]): Finding[] {
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

/** What of a thread's first notice says whom its circle is. */
export type Opening = Pick<FiledNotice, 'circle'> & { readonly notice: Pick<Notice, 'participant'> };

/** In a thread, a circle is that of its opening and of its opener. */
export function circleIn({ circle = [], notice }: Opening, { audience }: Pick<Notice, 'audience'>): string[] {
  if (!isCircle(audience.kind)) return [];
  return [...new Set([...circle, notice.participant])].sort();
}

function isWithin(reply: Notice, opening: FiledNotice): boolean {
  const { kind } = opening.notice.audience;
  if (isCircle(reply.audience.kind)) return reply.audience.kind === kind;
  if (kind === 'all') return true;
  if (reply.audience.kind === 'all') return false;
  if (kind === 'participants') return true;
  if (reply.audience.kind !== 'named') return false;
  return reply.audience.participants.every((participant) => mayReadFiled({ participant }, opening));
}
