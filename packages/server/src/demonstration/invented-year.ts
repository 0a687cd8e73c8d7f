import { randomBytes } from 'node:crypto';
import {
  type ExampleAct,
  hasFormat,
  type Measure,
  type Participant,
  type WorkedThread,
} from '@rapport/measures';
import { answersOf, audienceOf } from '@rapport/notices';
import { encodeNote, encodeNoticeText, type JsonObject, type Notice, signNote } from '@rapport/record';
import type { DemonstrationParts } from './demonstration.ts';

const day = 86_400_000;

/** What a year is played with: the invented offices, the worked threads, and a clock that is set. */
export interface YearParts extends DemonstrationParts {
  readonly threads: readonly WorkedThread[];
  /** Sets the clock that `now` reads, POSIX milliseconds; never back. */
  readonly setClock: (now: number) => void;
}

/** An act of a worked thread in the year: who takes it, and when. */
interface Act {
  readonly at: number;
  readonly shift: number;
  readonly act: ExampleAct;
  /** Its number in its thread, from 0. */
  readonly number: number;
  readonly play: Play;
}

/** One worked thread with a cast of invented states. */
interface Play {
  readonly measure: Measure;
  readonly cast: ReadonlyMap<string, string>;
  readonly apart: Telling['apart'];
  /** What each act became, by its number. */
  readonly taken: Map<number, { readonly id: string; readonly notice: Notice }>;
}

/**
 * Plays a year of invented acts up to now, each signed with its office's own key and filed like any other:
 * every worked thread of the folder, twice with each of its states in every part. What the rules refuse for a cast,
 * such as a step that only a coordinator may take, is left out, and so is what would follow it.
 *
 * @param until - the end of the year, POSIX milliseconds
 * @returns how many notices were taken in
 */
export async function playYear(parts: YearParts, until: number): Promise<number> {
  const acts = actsOf(parts, until).sort((a, b) => a.at - b.at);
  let count = 0;
  for (const one of acts) {
    if (one.at >= until) break;
    parts.setClock(one.at);
    if (await fileAct(parts, one)) count += 1;
  }
  return count;
}

function actsOf({ organisation, threads }: YearParts, until: number): Act[] {
  const members = organisation.participants.filter(({ role }) => role === 'member');
  const turns = [...members.keys(), ...members.keys()];
  const plays = turns.flatMap((turn) => threads.map((thread) => ({ thread, turn })));
  return plays.flatMap(({ thread, turn }, number) => {
    const measure = organisation.measures.find(
      ({ id, edition }) => id === thread.measure && edition === thread.edition,
    );
    const cast = castOf(thread, organisation.participants, members, turn);
    const first = Date.parse(thread.thread.acts[0]?.at ?? '');
    if (measure === undefined || cast === undefined || Number.isNaN(first)) return [];
    const start = until - 350 * day + Math.floor((number * 350) / plays.length) * day;
    const shift = Math.round((start - first) / day) * day;
    const apart = { latitude: ((number * 7) % 19) / 20, longitude: ((number * 11) % 29) / 20 };
    const play: Play = { measure, cast, apart, taken: new Map() };
    return thread.thread.acts.map((act, place) => ({
      at: Date.parse(act.at) + shift,
      shift,
      act,
      number: place,
      play,
    }));
  });
}

/** Invented states for the letters of the example world: members in turn; `undefined` where a part stays empty. */
function castOf(
  { thread }: WorkedThread,
  participants: readonly Participant[],
  members: readonly Participant[],
  turn: number,
): ReadonlyMap<string, string> | undefined {
  const letters = ['XA', 'XB', 'XC', 'XD', 'XE'];
  const cast = new Map(
    letters.map((letter, i) => [letter, members[(i + turn) % members.length]?.code ?? '']),
  );
  for (const { code, role } of participants) if (role === 'organisation') cast.set(code, code);
  const parts = thread.acts.flatMap(({ by, to = [] }) => [by, ...(typeof to === 'string' ? [] : to)]);
  const isWhole = letters.length <= members.length && parts.every((part) => cast.has(part));
  return isWhole ? cast : undefined;
}

async function fileAct(parts: YearParts, { act, shift, number, play }: Act): Promise<boolean> {
  const target = act.follows === undefined ? undefined : play.taken.get(act.follows - 1);
  const by = play.cast.get(act.by);
  const step = play.measure.steps.find(({ id }) => id === act.step);
  const isLost = act.follows !== undefined && target === undefined;
  if (act.refused !== undefined || isLost || by === undefined || step === undefined) return false;
  const opening = [...play.taken.values()].find(({ id }) => id === (target?.notice.thread ?? target?.id));
  const notice = noticeOf(parts, { ...act, by }, play, shift, opening, target);
  const office = notice.office;
  const note = await signNote(encodeNoticeText(notice), [parts.keys.signer(by, office)]);
  const filed = await parts.file(encodeNote(note));
  if (filed.ok) play.taken.set(number, { id: filed.receipt.id, notice });
  return filed.ok;
}

function noticeOf(
  parts: YearParts,
  act: ExampleAct,
  { measure, cast, apart }: Play,
  shift: number,
  opening: { id: string; notice: Notice } | undefined,
  target: { id: string; notice: Notice } | undefined,
): Notice {
  const { id, edition, hash } = measure;
  const { to: meant } = act;
  const isNamed = meant !== undefined && typeof meant !== 'string';
  const to = isNamed ? { to: meant.map((code) => cast.get(code) ?? code) } : {};
  const step = measure.steps.find((one) => one.id === act.step);
  return {
    answers: retold(answersOf(act, measure, parts.organisation), { cast, shift, apart }) as JsonObject,
    attachments: [],
    audience: audienceOf({ ...act, ...to }, measure, opening, target),
    date: `${new Date(parts.now()).toISOString().slice(0, 19)}Z`,
    log: parts.origin,
    measure: { id, edition, hash },
    nonce: randomBytes(24).toString('base64'),
    office: act.office ?? step?.offices[0] ?? '',
    participant: act.by,
    step: act.step,
    ...(opening === undefined ? {} : { thread: opening.id }),
    ...(target === undefined ? {} : { after: target.id }),
  };
}

const formless = { participants: new Set<string>() };

/** How the answers of an example are told of others. */
interface Telling {
  readonly cast: ReadonlyMap<string, string>;
  /** Milliseconds by which its days are moved. */
  readonly shift: number;
  /** Degrees by which its places are moved, by the name of the coordinate. */
  readonly apart: Readonly<Record<string, number>>;
}

/** The same answers of other states at another time: dates are moved by whole days, codes are the cast's. */
function retold(value: unknown, telling: Telling): unknown {
  const { cast, shift, apart } = telling;
  if (Array.isArray(value)) return value.map((item) => retold(item, telling));
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => [
      name,
      apart[name] === undefined ? retold(member, telling) : moved(member, apart[name]),
    ]);
    return Object.fromEntries(members) as unknown;
  }
  if (typeof value !== 'string') return value;
  if (hasFormat('date', value, formless)) return iso(Date.parse(value) + shift).slice(0, 10);
  if (hasFormat('date-time', value, formless)) return `${iso(Date.parse(value) + shift).slice(0, 19)}Z`;
  return cast.get(value) ?? value;
}

/** A coordinate a little further on, so that not every act is in one place. */
function moved(coordinate: unknown, by: number): unknown {
  return typeof coordinate === 'string' ? (Number(coordinate) + by).toFixed(2) : coordinate;
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
