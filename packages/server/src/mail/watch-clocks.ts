import { isInForce } from '@rapport/notices';
import { encodeHex } from '@rapport/record';
import type { Server } from '../app.ts';
import { readYearItems } from '../clocks/year-readings.ts';
import { type Queryable, transaction } from '../db/connect.ts';
import { type Address, tellableAddresses } from './addresses.ts';
import { isSubscribed } from './follow-log.ts';
import type { Asked, MailMark } from './kinds.ts';
import { putInOutbox } from './outbox.ts';

export type Watching = Pick<Server, 'db' | 'organisation' | 'readAdherence' | 'now'>;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** How long before a yearly return is due its participant is told. */
const yearlyMs = [28 * dayMs, 7 * dayMs, dayMs];
/** How far back marks are looked for, after a time in which no process ran. */
const lookBackMs = dayMs;

/**
 * Puts into the outbox what runs out: each clock and year whose mark was passed since the last look. Whether it still
 * runs is judged by the rules when the mail is written; what is kept here is only how far time was looked through.
 */
export async function watchClocks(watching: Watching): Promise<void> {
  const { db, organisation } = watching;
  const adherence = await watching.readAdherence();
  const now = watching.now();
  await transaction(db, 'begin', async (tx) => {
    const { rows } = await tx.query<{ looked: number | null }>(
      'select looked_at as looked from mail_cursor for update skip locked',
    );
    if (rows[0] === undefined) return; // another process is at it
    const since = Math.max(rows[0].looked ?? now, now - lookBackMs);
    if (rows[0].looked !== null && now <= rows[0].looked) return;
    const addresses = await tellableAddresses(tx);
    const dimensionOf = new Map(organisation.measures.map(({ id, dimension }) => [id, dimension]));
    const asked = await findMarks(tx, addresses, { since, now }, dimensionOf);
    // Returns of the year are looked for once an hour: their marks are days away.
    if (Math.floor(since / hourMs) < Math.floor(now / hourMs)) {
      const from = Math.floor(since / hourMs) * hourMs;
      const window = { since: from, now: Math.floor(now / hourMs) * hourMs };
      asked.push(...(await findYears(tx, addresses, window, { ...watching, adherence }, dimensionOf)));
    }
    await putInOutbox(tx, asked, addresses, now);
    await tx.query('update mail_cursor set looked_at = $1', [now]);
  });
}

/** What passed after `since`, and at or before `now`. */
interface Span {
  readonly since: number;
  readonly now: number;
}

interface MarkRow {
  thread: Buffer;
  startedBy: Buffer;
  clock: string;
  participant: string;
  measure: string;
  began: number;
  due: number;
}

async function findMarks(
  tx: Queryable,
  addresses: readonly Address[],
  span: Span,
  dimensionOf: ReadonlyMap<string, string>,
): Promise<Asked[]> {
  const wishing = addresses.filter(({ kinds, marks }) => kinds.includes('due') && marks.length > 0);
  const { rows } = await tx.query<MarkRow>(
    `select r.thread, r.started_by as "startedBy", r.clock, r.participant, r.measure, n.taken_in as began, r.due
      from clock_readings r join notices n on n.id = r.started_by
      where r.participant = any($1::text[]) and r.met_at is null and r.suspended_at is null and r.due > $2
        and (r.due <= $2 + ${dayMs} or (n.taken_in + r.due) / 2 between $3 and $2)`,
    [[...new Set(wishing.map(({ participant }) => participant))], span.now, span.since],
  );
  return wishing.flatMap((address) =>
    rows
      .filter(
        (row) => row.participant === address.participant && isSubscribed(address, row.measure, dimensionOf),
      )
      .flatMap((row) => {
        const mark = markOf(row, address.marks, span);
        if (mark === undefined) return [];
        const [thread, startedBy] = [encodeHex(row.thread), encodeHex(row.startedBy)];
        const telling = { kind: 'due', thread, clock: row.clock, startedBy, mark } as const;
        return [{ address: address.id, event: `due ${row.clock} ${startedBy} ${mark}`, telling }];
      }),
  );
}

/** The last mark that a clock has passed in a span; one that came before the clock began is none. */
function markOf(
  { began, due }: MarkRow,
  wished: readonly MailMark[],
  { since, now }: Span,
): MailMark | undefined {
  const at: Readonly<Record<MailMark, number>> = {
    'two-hours': due - 2 * hourMs,
    day: due - dayMs,
    half: Math.floor((began + due) / 2),
  };
  const passed = wished.filter((mark) => at[mark] > Math.max(since, began) && at[mark] <= now);
  return passed.toSorted((a, b) => at[b] - at[a])[0];
}

async function findYears(
  tx: Queryable,
  addresses: readonly Address[],
  { since, now }: Span,
  {
    organisation,
    adherence,
  }: Pick<Watching, 'organisation'> & { adherence: Awaited<ReturnType<Watching['readAdherence']>> },
  dimensionOf: ReadonlyMap<string, string>,
): Promise<Asked[]> {
  const wishing = addresses.filter(({ kinds }) => kinds.includes('yearly'));
  const inForce = organisation.measures.filter((one) => isInForce(one, organisation, adherence, now));
  const asked: Asked[] = [];
  for (const participant of new Set(wishing.map((one) => one.participant))) {
    const items = await readYearItems(tx, participant, inForce, { organisation, adherence }, now);
    for (const { measure, clock, year, due, state } of items) {
      const ahead = yearlyMs.findLast((ms) => due - ms > since && due - ms <= now);
      if (state !== 'running' || ahead === undefined) continue;
      const telling = { kind: 'yearly', measure, clock, year } as const;
      const event = `year ${measure} ${clock} ${year} ${ahead / dayMs}`;
      for (const address of wishing)
        if (address.participant === participant && isSubscribed(address, measure, dimensionOf))
          asked.push({ address: address.id, event, telling });
    }
  }
  return asked;
}
