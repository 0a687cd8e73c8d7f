import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure, Organisation } from '@rapport/measures';
import { seriesOf } from '@rapport/notices';
import {
  encodeEntry,
  encodeNoticeText,
  growTree,
  type JsonObject,
  leafHash,
  type Notice,
  parseHex,
  parseNotice,
  type SignedNotice,
} from '@rapport/record';
import { connect, type Db, transaction } from '../packages/server/src/db/connect.ts';
import {
  insertNames,
  insertNotes,
  insertNotices,
  type PlacedNotice,
} from '../packages/server/src/filing/filing-queries.ts';
import {
  beginWithHead,
  heldHead,
  insertEntries,
  insertTileHashes,
  moveHead,
} from '../packages/server/src/log/log-store.ts';
import { inventedText } from './invented-text.ts';

const batch = 2000;
const yearMs = 365 * 86_400_000;
const start = Date.UTC(2024, 0, 1);

/** A step that may come next in an invented thread, with answers for it. */
interface Choice {
  readonly step: string;
  readonly after: readonly string[];
  readonly answers: JsonObject;
}

/** What invented threads are made of: measures that lists show, with examples of their steps. */
interface Stock {
  readonly measure: Measure;
  readonly openings: readonly Choice[];
  readonly replies: readonly Choice[];
}

interface Open {
  readonly stock: Stock;
  readonly opener: string;
  readonly id: string;
  readonly audience: Notice['audience'];
  readonly circle: readonly string[];
  last: { id: string; step: string };
  left: number;
}

/** The states that see least: nobody names them. */
export const outsiders = 4;

/**
 * Writes invented notices after those that a log holds, as the server writes them but for signatures and checks: entries,
 * tiles, notes, envelopes and names; threads of 1 to 20. Clocks are left to the server, which makes them anew.
 *
 * @param states - codes, those that sign most first
 */
export async function writeInvented(
  databaseUrl: string,
  {
    organisation,
    folder,
    origin,
    states,
  }: { organisation: Organisation; folder: string; origin: string; states: readonly string[] },
  upTo: number,
  say: (text: string) => void,
): Promise<void> {
  const db = connect(databaseUrl, () => undefined, 2);
  const writer = new Writer(db, stocksOf(organisation, folder), origin, states);
  try {
    for (let size = await writer.begin(); size < upTo; ) {
      size = await writer.write(Math.min(batch, upTo - size));
      if (size % 100_000 < batch) say(`${size} notices written`);
    }
    await db.query('delete from clock_basis');
    await db.query('vacuum analyze');
  } finally {
    await db.end();
  }
}

class Writer {
  readonly #db: Db;
  readonly #stocks: readonly Stock[];
  readonly #origin: string;
  readonly #states: readonly string[];
  readonly #open: Open[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(db: Db, stocks: readonly Stock[], origin: string, states: readonly string[]) {
    this.#db = db;
    this.#stocks = stocks;
    this.#origin = origin;
    this.#states = states;
  }

  async begin(): Promise<number> {
    const { rows } = await this.#db.query<{ key: string; number: number }>(
      `select series || participant || year as key, max(number) as number from notices group by 1`,
    );
    for (const { key, number } of rows) this.#numbers.set(key, number);
    const { rows: heads } = await this.#db.query<{ size: number }>('select size from log_head');
    return heads[0]?.size ?? 0;
  }

  async write(count: number): Promise<number> {
    return transaction(this.#db, beginWithHead, async (tx, found) => {
      await tx.query('set local session_replication_role = replica; set local synchronous_commit = off');
      const head = heldHead(found);
      const first = head.frontier.size;
      const takenIn = Math.max(head.takenIn, start + Math.floor((first / 1_000_000) * 3 * yearMs));
      const placed = Array.from({ length: count }, (_, i) => this.#next(first + i, takenIn));
      const entries = placed.map((one) => {
        const leaf = leafHash(encodeEntry({ takenIn, noteHash: one.signed.noteHash }));
        const noticeId = parseHex(one.signed.id) ?? new Uint8Array();
        return { index: one.index, takenIn, noteHash: one.signed.noteHash, noticeId, leafHash: leaf };
      });
      const tree = growTree(
        head.frontier,
        entries.map((one) => one.leafHash),
      );
      const { size } = tree.frontier;
      for (const { text, values } of [
        insertEntries(entries, size),
        insertTileHashes(tree.tileHashes),
        insertNotes(placed),
        insertNotices(placed),
        insertNames(placed),
        moveHead(first, { frontier: tree.frontier, takenIn }),
      ])
        await tx.query(text, [...values]);
      return size;
    });
  }

  #next(index: number, takenIn: number): PlacedNotice {
    const open = this.#open.length > 200 || Math.random() < 0.75 ? this.#take() : undefined;
    const choice = open && pick(open.stock.replies.filter(({ after }) => after.includes(open.last.step)));
    if (open === undefined || choice === undefined) return this.#opening(index, takenIn);
    const others = [open.opener, ...namesOf(open)].filter((code) => code !== open.opener);
    const participant = Math.random() < 0.5 ? open.opener : (pick(others) ?? open.opener);
    const notice = this.#notice(open.stock.measure, choice, participant, open, index);
    const signed = signedAs(notice, participant);
    open.last = { id: signed.id, step: choice.step };
    open.left -= 1;
    if (open.left > 0) this.#open.push(open);
    return this.#placed(signed, open.stock.measure, index, takenIn, open.circle);
  }

  #take(): Open | undefined {
    if (this.#open.length === 0) return undefined;
    return this.#open.splice(Math.floor(Math.random() * this.#open.length), 1)[0];
  }

  #opening(index: number, takenIn: number): PlacedNotice {
    const stock = pick(this.#stocks) as Stock;
    const opener = this.#sender();
    const audience = this.#audience(stock.measure, opener);
    const circle = audience.kind === 'takers' || audience.kind === 'dimension' ? this.#some(8, opener) : [];
    const choice = pick(stock.openings) as Choice;
    const notice = this.#notice(stock.measure, choice, opener, { audience }, index);
    const signed = signedAs(notice, opener);
    const left = Math.floor(Math.random() ** 2 * 20);
    const open = {
      stock,
      opener,
      id: signed.id,
      audience,
      circle,
      last: { id: signed.id, step: choice.step },
      left,
    };
    if (left > 0) this.#open.push(open);
    return this.#placed(signed, stock.measure, index, takenIn, circle);
  }

  /** A tenth of the states signs half of all. */
  #sender(): string {
    const at = Math.floor(Math.random() ** 2 * (this.#states.length - outsiders));
    return this.#states[at] ?? '';
  }

  #audience({ audience: offered }: Measure, opener: string): Notice['audience'] {
    const kinds = offered.filter((kind) => kind !== 'sealed');
    const weights = { all: 1, participants: 3, named: 6, takers: 2, dimension: 2 };
    let at = Math.random() * kinds.reduce((sum, kind) => sum + weights[kind], 0);
    const kind = kinds.find((one) => (at -= weights[one]) < 0) ?? kinds[0] ?? 'participants';
    if (kind !== 'named') return { kind };
    return { kind, participants: this.#some(1 + Math.floor(Math.random() * 5), opener) };
  }

  #some(count: number, but: string): string[] {
    const names = Array.from({ length: count }, () => this.#sender()).filter((code) => code !== but);
    return [
      ...new Set(names.length === 0 ? [this.#states.find((code) => code !== but) ?? ''] : names),
    ].sort();
  }

  #notice(
    measure: Measure,
    { step, answers }: Choice,
    participant: string,
    thread: {
      readonly id?: string;
      readonly audience: Notice['audience'];
      readonly last?: { readonly id: string };
    },
    index: number,
  ): Notice {
    const isNamed = thread.audience.kind === 'named';
    return {
      answers: withText(answers, inventedText(index, isNamed)),
      attachments: [],
      audience: thread.audience,
      date: '2027-01-11T09:00:00Z',
      log: this.#origin,
      measure: { id: measure.id, edition: measure.edition, hash: measure.hash },
      nonce: randomBytes(24).toString('base64'),
      office: 'signing-officer',
      participant,
      step,
      ...(thread.id === undefined ? {} : { thread: thread.id }),
      ...(thread.last === undefined ? {} : { after: thread.last.id }),
    };
  }

  #placed(
    signed: SignedNotice,
    measure: Measure,
    index: number,
    takenIn: number,
    circle: readonly string[],
  ): PlacedNotice {
    const series = seriesOf(measure);
    const year = new Date(takenIn).getUTCFullYear();
    const key = `${series}${signed.notice.participant}${year}`;
    const number = (this.#numbers.get(key) ?? 0) + 1;
    this.#numbers.set(key, number);
    return {
      signed,
      attachments: [],
      attachmentCount: 0,
      index,
      takenIn,
      series,
      year,
      number,
      onKeys: false,
      circle,
    };
  }
}

function namesOf({ audience, circle }: Open): readonly string[] {
  return audience.kind === 'named' ? audience.participants : circle;
}

function pick<T>(from: readonly T[]): T | undefined {
  return from[Math.floor(Math.random() * from.length)];
}

/** The example's answers with an invented text in place of its longest one. */
function withText(answers: JsonObject, text: string): JsonObject {
  const texts = Object.entries(answers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !/^[\d-]+/.test(value) ? [[name, value]] : [],
  );
  const [longest] = texts.sort((a, b) => b[1].length - a[1].length);
  return longest === undefined ? answers : { ...answers, [longest[0]]: text };
}

/** A note with a signature line of the right form, that nobody made. */
function signedAs(notice: Notice, participant: string): SignedNotice {
  const text = encodeNoticeText(notice);
  const signature = Buffer.concat([
    createHash('sha256').update(participant).digest().subarray(0, 4),
    randomBytes(64),
  ]);
  const note = `${text}\n— ${notice.log}/${participant}/${notice.office} ${signature.toString('base64')}\n`;
  const parsed = parseNotice(Buffer.from(note));
  if (!parsed.ok) throw new Error(`an invented notice has no form: ${parsed.code}`);
  return parsed.value;
}

function stocksOf(organisation: Organisation, folder: string): Stock[] {
  return organisation.measures
    .filter(({ steps }) => steps.every(({ effect }) => effect === undefined))
    .map((measure) => stockOf(measure, join(folder, 'measures', measure.id, 'examples')))
    .filter(({ openings }) => openings.length > 0);
}

function stockOf(measure: Measure, examples: string): Stock {
  const choices = readdirSync(examples)
    .filter((name) => name.startsWith('accepted-'))
    .map(
      (name) =>
        JSON.parse(readFileSync(join(examples, name), 'utf8')) as { step: string; answers: JsonObject },
    )
    .map(({ step, answers }) => ({
      step,
      answers,
      after: measure.steps.find(({ id }) => id === step)?.after ?? [],
    }));
  return {
    measure,
    openings: choices.filter(({ after }) => after.length === 0),
    replies: choices.filter(({ after }) => after.length > 0),
  };
}
