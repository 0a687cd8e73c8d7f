import type { Clock, Measure, Wordings } from '@rapport/measures';
import {
  type ClockReading,
  capitalOf,
  type FiledNotice,
  formatReference,
  isInForce,
  mayReadFiled,
  readClocks,
  type Series,
  stepOf,
  threadOf,
} from '@rapport/notices';
import { encodeHex } from '@rapport/record';
import type { Server } from '../app.ts';
import { enrolledIn } from '../clocks/clock-rows.ts';
import { readYearItems } from '../clocks/year-readings.ts';
import { idBytes, readThreads } from '../filing/filing-queries.ts';
import { visibleSql, visibleTo } from '../reading/visible.ts';
import type { Address } from './addresses.ts';
import type { MailMark, Telling } from './kinds.ts';
import type { EntryKind, FactLabel } from './words/mail-words.ts';

/** What there is to tell, before it has words: texts are the organisation's own, instants POSIX milliseconds. */
export interface Entry {
  readonly kind: EntryKind;
  readonly facts: readonly Fact[];
  /** The page to which its link leads, by a path of the pages. */
  readonly path: string;
}

export type Fact =
  | { readonly label: FactLabel; readonly text: string | Wordings }
  | { readonly label: 'at' | 'due'; readonly at: number }
  | { readonly label: 'due-capital'; readonly at: number; readonly capital: Wordings; readonly zone: string };

export type Judging = Pick<
  Server,
  'db' | 'organisation' | 'abbreviation' | 'readRegister' | 'readAdherence' | 'now'
>;

/**
 * What there is to tell an address now. Everything is judged at this instant: whether the reader's participant may see
 * the notice, and whether what is asked for is still to be done. Nothing that a notice says is in it.
 *
 * @returns `undefined` where there is nothing to tell any more, or nothing that the reader may know of
 */
export async function judgeTelling(
  judging: Judging,
  address: Address,
  telling: Telling,
): Promise<Entry | undefined> {
  switch (telling.kind) {
    case 'confirm':
      return { kind: 'confirm', facts: [], path: '' };
    case 'notice':
    case 'question':
    case 'thread':
    case 'keys':
      return judgeNotice(judging, address, telling);
    case 'due':
      return judgeDue(judging, address, telling);
    case 'yearly':
      return judgeYearly(judging, address, telling);
    case 'draft': {
      const measure = measureFact(judging, telling.measure);
      return {
        kind: `draft-${telling.what}`,
        facts: [...forWhom(judging, address), ...measure],
        path: telling.path,
      };
    }
    case 'sign-in': {
      const facts: Fact[] = [
        { label: 'device', text: telling.device },
        { label: 'at', at: telling.at },
      ];
      return { kind: 'sign-in', facts: [...forWhom(judging, address), ...facts], path: '/sessions' };
    }
    case 'reminder':
      return judgeReminder(judging, address, telling.reminder);
  }
}

function forWhom({ organisation }: Judging, { participant }: Address): Fact[] {
  const name = organisation.participants.find(({ code }) => code === participant)?.name;
  return [{ label: 'for', text: name ?? participant }];
}

/** The title of a measure in each language that it has. */
function titlesOf({ wording }: Measure): Wordings {
  return Object.fromEntries(Object.entries(wording).map(([language, { title }]) => [language, title]));
}

function measureFact({ organisation }: Judging, id: string | undefined): Fact[] {
  const measure = organisation.measures.findLast((one) => one.id === id);
  return measure === undefined ? [] : [{ label: 'measure', text: titlesOf(measure) }];
}

/** A notice as its envelope names it, if the participant may see it. */
async function readNamed({ db, abbreviation }: Judging, participant: string, id: string) {
  const reader = { participant };
  const { rows } = await db.query<{
    participant: string;
    thread: Buffer;
    series: Series;
    year: number;
    number: number;
  }>(
    `select n.participant, n.thread, n.series, n.year, n.number from notices n
      where n.id = $1 and ${visibleSql(reader, 2)} and not exists (select from erasures e where e.index = n.index)`,
    [idBytes(id), visibleTo(reader)],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    sender: row.participant,
    thread: encodeHex(row.thread),
    reference: formatReference(abbreviation, row),
  };
}

/** A thread as far as the participant may see it, and its measure. */
async function readVisible({ db, organisation }: Judging, participant: string, thread: string) {
  const whole = (await readThreads(db, [thread])).get(thread) ?? [];
  const visible = whole.filter((filed) => mayReadFiled({ participant }, filed));
  const opening = visible.find(({ id }) => id === thread);
  const measure = opening === undefined ? undefined : stepOf(organisation, opening.notice)?.measure;
  return opening === undefined || measure === undefined ? undefined : { visible, opening, measure };
}

async function judgeNotice(
  judging: Judging,
  address: Address,
  { kind, notice }: Extract<Telling, { notice: string }>,
): Promise<Entry | undefined> {
  const { participant } = address;
  const named = await readNamed(judging, participant, notice);
  const thread = named && (await readVisible(judging, participant, named.thread));
  if (named === undefined || thread === undefined) return undefined;
  const sender =
    judging.organisation.participants.find(({ code }) => code === named.sender)?.name ?? named.sender;
  const facts: Fact[] = [
    ...forWhom(judging, address),
    { label: 'measure', text: titlesOf(thread.measure) },
    { label: 'reference', text: named.reference },
    { label: 'from', text: sender },
  ];
  const path = kind === 'keys' ? `/notices/${notice}` : `/threads/${named.thread}`;
  if (kind !== 'question') return { kind, facts, path };
  const readings = await readOwn(judging, participant, thread);
  const open = readings.find(({ startedBy, at }) => startedBy === notice && at === undefined);
  if (open === undefined) return undefined; // answered, taken back or closed meanwhile
  return { kind, facts: [...facts, ...clockFacts(judging, thread, open)], path };
}

type Visible = NonNullable<Awaited<ReturnType<typeof readVisible>>>;

/** What the participant owes in a thread, by the rules. */
async function readOwn(
  { organisation, readRegister, now }: Judging,
  participant: string,
  { visible, measure }: Visible,
): Promise<ClockReading[]> {
  const enrolled = enrolledIn(await readRegister());
  const readings = readClocks(measure, visible as FiledNotice[], organisation, enrolled, now());
  return readings.filter((reading) => reading.participant === participant);
}

function clockFacts(judging: Judging, { measure, opening }: Visible, reading: ClockReading): Fact[] {
  const steps = Object.entries(measure.wording).map(([language, { steps: titles }]) => [
    language,
    titles[reading.step]?.act ?? reading.step,
  ]);
  const clock = measure.clocks.find(({ id }) => id === reading.clock);
  return [
    { label: 'step', text: Object.fromEntries(steps) as Wordings },
    ...dueFacts(judging, clock, reading.participant, opening.notice.participant, reading.due),
  ];
}

/** When it is due: in the reader's time, and in that of the capital whose clocks decide. */
function dueFacts(
  { organisation }: Judging,
  clock: Clock | undefined,
  participant: string,
  opener: string,
  due: number,
): Fact[] {
  const code = clock === undefined ? participant : capitalOf(clock, participant, opener);
  const capital = organisation.participants.find((one) => one.code === code);
  if (capital === undefined) return [{ label: 'due', at: due }];
  const { name, zone } = capital;
  return [
    { label: 'due', at: due },
    { label: 'due-capital', at: due, capital: name, zone },
  ];
}

async function judgeDue(
  judging: Judging,
  address: Address,
  { thread: id, clock, startedBy, mark }: Extract<Telling, { kind: 'due' }>,
): Promise<Entry | undefined> {
  const { participant } = address;
  const thread = await readVisible(judging, participant, id);
  const named = thread && (await readNamed(judging, participant, threadOf(thread.opening)));
  if (thread === undefined || named === undefined) return undefined;
  const readings = await readOwn(judging, participant, thread);
  const reading = readings.find((one) => one.clock === clock && one.startedBy === startedBy);
  if (reading?.state !== 'running') return undefined; // done, passed, suspended or moot: the series ends
  const facts: Fact[] = [
    ...forWhom(judging, address),
    { label: 'measure', text: titlesOf(thread.measure) },
    { label: 'reference', text: named.reference },
    ...clockFacts(judging, thread, reading),
  ];
  return { kind: `due-${markNow(mark, reading.due - judging.now())}`, facts, path: `/threads/${id}` };
}

const hourMs = 3_600_000;

/** What is said of the time left is true when it is said, however long the mail waited. */
function markNow(mark: MailMark, leftMs: number): MailMark {
  if (leftMs <= 2 * hourMs) return 'two-hours';
  return leftMs <= 24 * hourMs ? 'day' : mark;
}

async function judgeYearly(
  judging: Judging,
  address: Address,
  { measure: id, clock, year }: Extract<Telling, { kind: 'yearly' }>,
): Promise<Entry | undefined> {
  const { db, organisation } = judging;
  const { participant } = address;
  const [now, adherence] = [judging.now(), await judging.readAdherence()];
  const inForce = organisation.measures.filter((one) => isInForce(one, organisation, adherence, now));
  const measure = inForce.find((one) => one.id === id);
  if (measure === undefined) return undefined;
  const items = await readYearItems(db, participant, [measure], { organisation, adherence }, now);
  const item = items.find((one) => one.clock === clock && one.year === year);
  if (item?.state !== 'running') return undefined;
  const clockOf = measure.clocks.find((one) => one.id === clock);
  const facts: Fact[] = [
    ...forWhom(judging, address),
    { label: 'measure', text: titlesOf(measure) },
    { label: 'year', text: String(year) },
    ...dueFacts(judging, clockOf, participant, participant, item.due),
  ];
  return { kind: 'yearly', facts, path: `/returns/${id}/${clock}/${year}` };
}

async function judgeReminder(judging: Judging, address: Address, id: string): Promise<Entry | undefined> {
  const { participant } = address;
  const { rows } = await judging.db.query<{
    template: 'upcoming' | 'courtesy' | 'help';
    measure: string | null;
    thread: string | null;
  }>(
    `select template, measure, encode(thread, 'hex') as thread from mail_reminders where id = $1 and participant = $2`,
    [id, participant],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const kind = `reminder-${row.template}` as const;
  const facts = [...forWhom(judging, address), ...measureFact(judging, row.measure ?? undefined)];
  if (row.thread === null)
    return { kind, facts, path: row.measure === null ? '/desk' : `/measures/${row.measure}` };
  const named = await readNamed(judging, participant, row.thread);
  if (named === undefined) return undefined;
  const reference: Fact = { label: 'reference', text: named.reference };
  return { kind, facts: [...facts, reference], path: `/threads/${row.thread}` };
}
