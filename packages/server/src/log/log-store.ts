import { encodeFrontier, type Frontier, parseFrontier, type TileHash } from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import type { Change } from '../db/run-together.ts';
import { HeadError, remedy } from './head-error.ts';

/** The head of the log: its tree's frontier and the last taken-in time. */
export interface Head {
  readonly frontier: Frontier;
  readonly takenIn: number;
}

interface HeadRow {
  size: number;
  frontier: Buffer;
  taken_in: number;
}

const headSql = 'select size, frontier, taken_in from log_head';

/** Begins a transaction that holds the head until its end: filings of all processes queue here. */
export const beginWithHead = `begin; ${headSql} for update`;

/** The head as `beginWithHead` found it. */
export function heldHead(result: { rows: unknown[] }): Head {
  return readHeadRow(result as { rows: HeadRow[] });
}

/** Reads the head as it stands. */
export async function readHead(db: Queryable): Promise<Head> {
  return readHeadRow(await db.query<HeadRow>(headSql));
}

function readHeadRow({ rows }: { rows: HeadRow[] }): Head {
  const [row] = rows;
  const frontier = row && parseFrontier(row.frontier);
  if (row === undefined || !frontier?.ok || frontier.value.size !== row.size) {
    throw new HeadError(`The head of the log in the database is damaged. ${remedy}`);
  }
  return { frontier: frontier.value, takenIn: row.taken_in };
}

/**
 * Moves the head on and tells those who listen; changes no row if somebody else moved it since `oldSize`
 * was read.
 */
export function moveHead(oldSize: number, { frontier, takenIn }: Head): Change {
  return {
    text: `update log_head set size = $1, frontier = $2, taken_in = $3 where size = $4
      returning pg_notify('rapport_log', size::text)`,
    values: [frontier.size, encodeFrontier(frontier), takenIn, oldSize],
  };
}

/** A row of `log_entries`. */
export interface EntryRow {
  readonly index: number;
  readonly takenIn: number;
  readonly noteHash: Uint8Array;
  readonly noticeId: Uint8Array;
  readonly leafHash: Uint8Array;
}

/** Appends entries; all of one batch share one receipt size. */
export function insertEntries(rows: readonly EntryRow[], receiptSize: number): Change {
  return {
    text: `insert into log_entries (index, taken_in, note_hash, notice_id, leaf_hash, receipt_size)
      select *, $6::bigint from unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[])`,
    values: [
      rows.map((row) => row.index),
      rows.map((row) => row.takenIn),
      rows.map((row) => Buffer.from(row.noteHash)),
      rows.map((row) => Buffer.from(row.noticeId)),
      rows.map((row) => Buffer.from(row.leafHash)),
      receiptSize,
    ],
  };
}

/** Appends the tile hashes that entries complete. */
export function insertTileHashes(tileHashes: readonly TileHash[]): Change {
  return {
    text: `insert into log_tile_hashes (level, index, hash)
      select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])`,
    values: [
      tileHashes.map((t) => t.level),
      tileHashes.map((t) => t.index),
      tileHashes.map((t) => Buffer.from(t.hash)),
    ],
  };
}

/**
 * Reads a range of one tile level: leaf hashes at level 0, roots of full tiles above.
 *
 * @returns the hashes that exist, in order; fewer than `count` where the log is not that long
 */
export async function readHashes(
  db: Queryable,
  level: number,
  first: number,
  count: number,
): Promise<Uint8Array[]> {
  const { rows } = await db.query<{ hash: Buffer }>(
    level === 0
      ? {
          name: 'leaf-hashes',
          text: 'select leaf_hash as hash from log_entries where index >= $1 and index < $2 order by index',
          values: [first, first + count],
        }
      : {
          name: 'tile-hashes',
          text: 'select hash from log_tile_hashes where level = $3 and index >= $1 and index < $2 order by index',
          values: [first, first + count, level],
        },
  );
  return rows.map(({ hash }) => hash);
}

/** The parts of entries `first` to `first + count`, in order; fewer where the log is not that long. */
export async function readEntries(
  db: Queryable,
  first: number,
  count: number,
): Promise<{ takenIn: number; noteHash: Uint8Array }[]> {
  const { rows } = await db.query<{ taken_in: number; note_hash: Buffer }>({
    name: 'entries',
    text: 'select taken_in, note_hash from log_entries where index >= $1 and index < $2 order by index',
    values: [first, first + count],
  });
  return rows.map((row) => ({ takenIn: row.taken_in, noteHash: row.note_hash }));
}

/**
 * Stores a signed checkpoint unless one as large, signed as fully, is there. Its loss costs nothing, since
 * its entries are on disk and the next one covers them: the disk is not waited for.
 */
export async function storeCheckpoint(db: Queryable, size: number, note: Uint8Array): Promise<void> {
  await db.query({
    name: 'store-checkpoint',
    text: `with unsynced as (select set_config('synchronous_commit', 'off', true))
      insert into log_checkpoint (size, note) select $1, $2 from unsynced on conflict (singleton) do update
      set size = excluded.size, note = excluded.note
      where excluded.size > log_checkpoint.size
        or (excluded.size = log_checkpoint.size and length(excluded.note) > length(log_checkpoint.note))`,
    values: [size, Buffer.from(note)],
  });
}

/** The newest checkpoint, verbatim; `undefined` before the first. */
export async function readCheckpoint(db: Queryable): Promise<{ size: number; note: Uint8Array } | undefined> {
  const { rows } = await db.query<{ size: number; note: Buffer }>({
    name: 'read-checkpoint',
    text: 'select size, note from log_checkpoint',
  });
  return rows[0];
}
