import { createHash } from 'node:crypto';
import type { Organisation } from '@rapport/measures';
import { parseNotice } from '@rapport/record';
import { type Db, type Queryable, transaction } from '../db/connect.ts';
import type { Placed } from './lexemes.ts';
import { NoticeTexts } from './notice-texts.ts';
import { wordsOfNotice } from './words-of-notice.ts';

/** Goes up with every change of the rules by which words are made. */
const rules = 1;

/** How many notices one transaction reads: what an erasure may have to wait for. */
const noticesAtOnce = 128;

/**
 * Keeps the index of words up to the log. It follows, from the entry where it stopped, whichever process that was: filing
 * waits for nothing of it, and gives it a tenth of the time while it is busy itself.
 */
export class SearchIndex {
  readonly #db: Db;
  readonly #texts: NoticeTexts;
  readonly #participants: ReadonlySet<string>;
  readonly #rules: string;
  readonly #isFiling: () => boolean;
  readonly #onError: (error: unknown) => void;
  #known = 0;
  /** Only at its start does a process make the index anew by its own rules: two releases would else do it in turns. */
  #hasBegun = false;
  #reached = 0;
  #isClosed = false;
  #work: Promise<void> | undefined;
  #wake: (() => void) | undefined;

  /** @param isFiling - whether notices wait to be taken in at this moment */
  constructor(
    db: Db,
    organisation: Organisation,
    isFiling: () => boolean,
    onError: (error: unknown) => void,
  ) {
    this.#db = db;
    this.#texts = new NoticeTexts(organisation);
    this.#participants = new Set(organisation.participants.map(({ code }) => code));
    this.#rules = rulesOf(organisation);
    this.#isFiling = isFiling;
    this.#onError = onError;
  }

  /** How a page would say what notices say. */
  get texts(): NoticeTexts {
    return this.#texts;
  }

  /** Hears that the log has this size, and goes after it. */
  follow(size: number): void {
    this.#known = Math.max(this.#known, size);
    if (this.#reached >= this.#known || this.#isClosed) return;
    this.#work ??= this.#catchUp()
      .catch(this.#onError)
      .finally(() => {
        this.#work = undefined;
      });
  }

  /**
   * Waits for the index to reach a size of the log, but not longer than it is worth.
   *
   * @returns how many entries it is still behind
   */
  async reach(size: number, waitMs: number): Promise<number> {
    this.follow(size);
    const until = Date.now() + waitMs;
    while (this.#work !== undefined && this.#reached < size && Date.now() < until) {
      await Promise.race([this.#work, pause(until - Date.now())]);
    }
    return Math.max(0, size - this.#reached);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake?.();
    await this.#work;
  }

  async #catchUp(): Promise<void> {
    while (!this.#isClosed && this.#reached < this.#known) {
      const started = performance.now();
      const reached = await this.#step();
      if (reached === this.#reached) return; // made by the rules of another release, or no such entry
      this.#reached = reached;
      // What waits to be put in order is read by every look-up: nothing waits once the log is reached.
      if (reached >= this.#known) await this.#db.query("select gin_clean_pending_list('search_words_gin')");
      if (this.#isFiling()) await this.#rest((performance.now() - started) * 9);
    }
  }

  #rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Takes the next notices into the index. @returns up to which entry it reaches now */
  #step(): Promise<number> {
    return transaction(this.#db, 'begin; select search_lock()', async (tx) => {
      const next = await beginAt(tx, this.#rules, !this.#hasBegun);
      this.#hasBegun = true;
      if (next === undefined) return this.#reached;
      const rows = await readRows(tx, next);
      const words = rows.flatMap((row) => this.#wordsOf(row));
      await insertWords(tx, words);
      const reached = (rows.at(-1)?.index ?? next - 1) + 1;
      await tx.query('update search_progress set next = $1', [reached]);
      return reached;
    });
  }

  #wordsOf(row: Row): { index: number; words: string }[] {
    const parsed = row.note === null ? undefined : parseNotice(row.note);
    if (!parsed?.ok) return []; // erased: there is nothing to be found
    const words = wordsOfNotice(parsed.value.notice, placedOf(row), this.#texts, this.#participants);
    return [{ index: row.index, words }];
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}

/** What words are made from beside the record and the measures, which notices name by their hash. */
function rulesOf({ languages, participants, lists, bodies }: Organisation): string {
  const basis = [rules, process.versions.icu, languages, participants, lists, bodies];
  return createHash('sha256').update(JSON.stringify(basis)).digest('hex');
}

/**
 * Where to go on; at the beginning where the index was thrown away, or was made by other rules and `isStarting`.
 * `undefined` where it is another release's.
 */
async function beginAt(tx: Queryable, ownRules: string, isStarting: boolean): Promise<number | undefined> {
  const { rows } = await tx.query<{ next: number | null; fingerprint: string | null; own: string }>(
    `select p.next, p.fingerprint, $1 || '/' || current_setting('server_version_num')::integer / 10000 as own
      from (select 1) one left join search_progress p on true`,
    [ownRules],
  );
  const [row] = rows;
  if (row !== undefined && row.next !== null && row.fingerprint === row.own) return row.next;
  if (row !== undefined && row.next !== null && !isStarting) return undefined;
  await tx.query('truncate search_words');
  await tx.query(
    `insert into search_progress (next, fingerprint) values (0, $1)
      on conflict (singleton) do update set next = 0, fingerprint = excluded.fingerprint`,
    [row?.own],
  );
  return 0;
}

interface Row {
  index: number;
  participant: string;
  measure: string;
  audience_kind: Placed['audienceKind'];
  audience_names: string[];
  series: string;
  year: number;
  number: number;
  note: Buffer | null;
}

async function readRows(tx: Queryable, next: number): Promise<Row[]> {
  const { rows } = await tx.query<Row>({
    name: 'search-next',
    text: `select n.index, n.participant, n.measure, n.audience_kind, n.audience_names, n.series, n.year, n.number, b.note
      from notices n left join notes b using (index) where n.index >= $1 order by n.index limit $2`,
    values: [next, noticesAtOnce],
  });
  return rows;
}

function placedOf({ audience_kind: audienceKind, audience_names: audienceNames, ...row }: Row): Placed {
  return { ...row, audienceKind, audienceNames };
}

async function insertWords(tx: Queryable, words: readonly { index: number; words: string }[]): Promise<void> {
  if (words.length === 0) return;
  await tx.query({
    name: 'search-insert',
    text: `insert into search_words (index, words)
      select index, words || array_to_tsvector(array(
        select distinct stem from unnest(tsvector_to_array(words)) word, lateral (select search_stem(word) as stem) s
        where stem <> ''))
      from (select index, words::tsvector from unnest($1::bigint[], $2::text[]) as t (index, words)) one
      on conflict (index) do nothing`,
    values: [words.map(({ index }) => index), words.map((one) => one.words)],
  });
}
