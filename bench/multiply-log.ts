import { encodeFrontier, growTree, parseFrontier } from '@rapport/record';
import { connect, type Queryable, transaction } from '../packages/server/src/db/connect.ts';
import { insertTileHashes } from '../packages/server/src/log/log-store.ts';

/** Ten stretches are three years. */
const stretchMs = (3 * 365 * 86_400_000) / 10;

/**
 * Makes a log so many times as long, in the database itself: each further stretch repeats the first with ids, hashes,
 * numbers and times of its own. Entries, tiles and head are those that such a log has, so a server starts with it; notes are
 * repeated as they are, since nobody verifies their signatures here.
 *
 * @param from - entries of the log that are left out of the repetition: its keys
 */
export async function multiplyLog(
  databaseUrl: string,
  { from, size, times }: { from: number; size: number; times: number },
  say: (text: string) => void,
): Promise<void> {
  const db = connect(databaseUrl, () => undefined, 1);
  try {
    await db.query('drop index if exists search_words_gin');
    for (let round = 1; round < times; round += 1) {
      await transaction(db, 'begin', (tx) => repeat(tx, from, size, round));
      say(`${size + round * (size - from)} notices`);
    }
    await transaction(db, 'begin', (tx) => growTiles(tx));
    await db.query("set maintenance_work_mem = '1GB'");
    await db.query('create index search_words_gin on search_words using gin (words)');
    await db.query('vacuum analyze');
  } finally {
    await db.end();
  }
}

async function repeat(tx: Queryable, from: number, size: number, round: number): Promise<void> {
  const step = (size - from) * round;
  const later = Math.round(round * stretchMs);
  await tx.query('set local session_replication_role = replica; set local synchronous_commit = off');
  const own = (column: string): string =>
    `sha256(${column} || '\\x${String(round).padStart(2, '0')}'::bytea)`;
  const range = `index >= ${from} and index < ${size}`;
  const at = `taken_in + ${later}`;
  await tx.query(
    `insert into log_entries (index, taken_in, note_hash, notice_id, leaf_hash, receipt_size)
      select index + ${step}, at, hash, ${own('notice_id')},
        sha256('\\x00'::bytea || convert_to('rapport/entry@v1' || chr(10) || at || chr(10) || encode(hash, 'base64') || chr(10), 'UTF8')),
        receipt_size + ${step}
      from (select *, ${at} as at, ${own('note_hash')} as hash from log_entries where ${range}) e`,
  );
  await tx.query(`insert into notes select index + ${step}, note from notes where ${range}`);
  await tx.query(
    `insert into notices (index, id, taken_in, thread, after, participant, office, measure, edition, measure_hash, step,
        audience_kind, audience_names, year, series, number, attachment_count, on_keys, listed)
      select index + ${step}, ${own('id')}, ${at}, ${own('thread')}, ${own('after')}, participant, office, measure, edition,
        measure_hash, step, audience_kind, audience_names, extract(year from to_timestamp((${at}) / 1000))::integer, series,
        number + ${step}, attachment_count, on_keys, listed
      from notices where ${range}`,
  );
  await tx.query(
    `insert into notice_names select participant, index + ${step} from notice_names where ${range}`,
  );
  await tx.query(
    `insert into search_words select index + ${step}, ts_delete(words, ('@in ' || index / 32768)::text)
        || array_to_tsvector(array['@in ' || ((index + ${step}) / 32768)]) from search_words where ${range}`,
  );
  await tx.query('set local session_replication_role = origin');
  await tx.query(
    `insert into clock_readings (thread, clock, participant, started_by, opener, measure, edition, step, due, met_at, suspended_at)
      select ${own('thread')}, clock, participant, ${own('started_by')}, opener, measure, edition, step,
        due + ${later}, met_at + ${later}, suspended_at + ${later}
      from clock_readings c where exists (select from notices n where n.id = c.started_by and n.index < ${size})`,
  );
}

/** Tiles and head of the entries that were added, as the server grows them. */
async function growTiles(tx: Queryable): Promise<void> {
  const { rows } = await tx.query<{ frontier: Buffer }>('select frontier from log_head');
  const parsed = parseFrontier(rows[0]?.frontier ?? new Uint8Array());
  if (!parsed.ok) throw new Error('no head');
  let { value: frontier } = parsed;
  for (;;) {
    const { rows: leaves } = await tx.query<{ leaf_hash: Buffer }>(
      'select leaf_hash from log_entries where index >= $1 order by index limit 20000',
      [frontier.size],
    );
    if (leaves.length === 0) break;
    const grown = growTree(
      frontier,
      leaves.map(({ leaf_hash: leaf }) => new Uint8Array(leaf)),
    );
    const { text, values } = insertTileHashes(grown.tileHashes);
    await tx.query(text, [...values]);
    ({ frontier } = grown);
  }
  await tx.query(
    `update log_head set size = $1::bigint, frontier = $2, taken_in = (select max(taken_in) from log_entries where index = $1::bigint - 1)`,
    [frontier.size, encodeFrontier(frontier)],
  );
  await tx.query('update search_progress set next = $1', [frontier.size]);
}
