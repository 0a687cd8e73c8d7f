import type { NoticeSummary } from '@rapport/api';
import type { Organisation } from '@rapport/measures';
import { type FiledNotice, mayRead, mayReadFiled, stepOf } from '@rapport/notices';
import { encodeHex } from '@rapport/record';
import { type Db, type Queryable, transaction } from '../db/connect.ts';
import { idBytes, readRegisterNotices } from '../filing/filing-queries.ts';
import { readHead } from '../log/log-store.ts';
import { readEnvelopes } from '../reading/reading-queries.ts';
import { type Address, tellableAddresses } from './addresses.ts';
import type { Asked, MailKind } from './kinds.ts';
import { putInOutbox } from './outbox.ts';

/** The most notices that are looked through in one transaction. */
const atOnce = 1000;

/** What the log is followed with. */
export interface Following {
  readonly db: Db;
  readonly organisation: Organisation;
  readonly abbreviation: string;
  readonly now: () => number;
}

/**
 * Looks through the log from where it was left, and puts into the outbox what addresses are to be told. The number of
 * the log is the only cursor: filings write nothing for it. One process at a time does; the cursor and what it found
 * are kept together.
 *
 * @returns whether there is more
 */
export async function followLog(following: Following): Promise<boolean> {
  return transaction(following.db, 'begin', async (tx) => {
    const { rows } = await tx.query<{ size: number }>(
      'select log_size as size from mail_cursor for update skip locked',
    );
    const from = rows[0]?.size;
    if (from === undefined) return false; // another process is at it
    const { size } = (await readHead(tx)).frontier;
    const addresses = await tellableAddresses(tx);
    const to = addresses.length === 0 ? size : Math.min(size, from + atOnce);
    if (to <= from) return false;
    const asked = addresses.length === 0 ? [] : await findTellings(tx, following, addresses, from, to);
    await putInOutbox(tx, asked, addresses, following.now());
    await tx.query('update mail_cursor set log_size = $1', [to]);
    return to < size;
  });
}

async function findTellings(
  tx: Queryable,
  { organisation, abbreviation }: Following,
  addresses: readonly Address[],
  from: number,
  to: number,
): Promise<Asked[]> {
  const notices = await readEnvelopes(tx, from, to, abbreviation);
  const owing = await readOwing(tx, notices);
  const taking = await readTakingPart(tx, notices);
  const dimensionOf = new Map(organisation.measures.map(({ id, dimension }) => [id, dimension]));
  const keys = await readRegisterNotices(tx, from, to);
  return addresses.flatMap((address) => [
    ...notices.flatMap((notice) => {
      if (!concerns(address, notice) || !isSubscribed(address, notice.measure.id, dimensionOf)) return [];
      const kinds = kindsOf(address, notice, owing, taking);
      const kind = kinds.find((one) => address.kinds.includes(one));
      return kind === undefined ? [] : [asked(address, kind, notice)];
    }),
    ...keys.flatMap((filed) =>
      address.kinds.includes('keys') && isOfKeysOf(address, filed, organisation)
        ? [asked(address, 'keys', filed)]
        : [],
    ),
  ]);
}

type NoticeKind = Extract<MailKind, 'notice' | 'question' | 'thread' | 'keys'>;

function asked({ id: address }: Address, kind: NoticeKind, notice: { id: string; index: number }): Asked {
  return { address, event: `notice ${notice.index}`, telling: { kind, notice: notice.id } };
}

/** Of others, and for the reader's participant to see. It is judged again when the mail is written. */
function concerns({ participant }: Address, notice: NoticeSummary): boolean {
  return notice.participant !== participant && mayRead({ participant }, notice, notice.circle);
}

/** Whether a reader wishes to be told of a measure. */
export function isSubscribed(
  { measures, dimensions }: Address,
  measure: string,
  dimensionOf: ReadonlyMap<string, string>,
): boolean {
  if (measures.length === 0 && dimensions.length === 0) return true;
  return measures.includes(measure) || dimensions.includes(dimensionOf.get(measure) ?? '');
}

/** As what a reader may be told of a notice, what presses most first: it is told once. */
function kindsOf(
  { participant }: Address,
  { id, thread, audience }: NoticeSummary,
  owing: ReadonlySet<string>,
  taking: ReadonlySet<string>,
): NoticeKind[] {
  const kinds: NoticeKind[] = owing.has(`${id} ${participant}`) ? ['question'] : [];
  if (thread === id) return [...kinds, 'notice'];
  const isNamed = audience.kind === 'named' && audience.participants.includes(participant);
  return isNamed || taking.has(`${thread} ${participant}`) ? [...kinds, 'thread'] : kinds;
}

/** Who owes an answer because of which notice. */
async function readOwing(tx: Queryable, notices: readonly NoticeSummary[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: Buffer; participant: string }>(
    'select started_by as id, participant from clock_readings where started_by = any($1::bytea[]) and met_at is null',
    [notices.map(({ id }) => idBytes(id))],
  );
  return new Set(rows.map(({ id, participant }) => `${encodeHex(id)} ${participant}`));
}

/** Who has sent something in which thread. */
async function readTakingPart(tx: Queryable, notices: readonly NoticeSummary[]): Promise<Set<string>> {
  const threads = notices.filter(({ id, thread }) => id !== thread).map(({ thread }) => idBytes(thread));
  const { rows } = await tx.query<{ thread: Buffer; participant: string }>(
    'select distinct thread, participant from notices where thread = any($1::bytea[])',
    [threads],
  );
  return new Set(rows.map(({ thread, participant }) => `${encodeHex(thread)} ${participant}`));
}

const effectsOnKeys: ReadonlySet<string> = new Set([
  'enrols-participant',
  'replaces-root',
  'renews-root',
  'stops-root-replacement',
  'certifies-office-key',
  'revokes-office-key',
  'requires-signatures',
  'publishes-sealing-key',
  'ends-sealing-key',
]);

/** Whether a notice changes what keys the reader's own participant signs with. */
function isOfKeysOf({ participant }: Address, filed: FiledNotice, organisation: Organisation): boolean {
  const effect = stepOf(organisation, filed.notice)?.step.effect;
  if (effect === undefined || !effectsOnKeys.has(effect)) return false;
  if (!mayReadFiled({ participant }, filed)) return false;
  return filed.notice.participant === participant || filed.notice.answers['participant'] === participant;
}
