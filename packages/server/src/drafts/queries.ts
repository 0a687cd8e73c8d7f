import type { DraftContent, DraftPlaceShape, DraftState, DraftWhole } from '@rapport/api';
import type { Queryable } from '../db/connect.ts';
import type { Author } from './author.ts';

/** A draft as it is stored. Instants are POSIX milliseconds. */
export interface DraftRow {
  readonly id: string;
  readonly place: DraftPlaceShape;
  readonly content: string;
  readonly revision: number;
  readonly state: DraftState;
  readonly remark: string | null;
  readonly changed_office: string;
  readonly changed_label: string | null;
  readonly changed_actor: string;
  readonly changed_at: number;
  readonly note: string | null;
  readonly sends_at: number | null;
  readonly problem: string | null;
  readonly notice: string | null;
  readonly is_sending: boolean;
}

const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint as ${column}`;
const at = (parameter: number): string => `to_timestamp($${parameter}::double precision / 1000)`;

const columns = `id, json_strip_nulls(json_build_object('measure', measure, 'edition', edition, 'step', step,
    'thread', thread, 'after', after, 'about', about)) as place,
  revision, state, remark, changed_office, changed_label, changed_actor, ${ms('changed_at')}, ${ms('sends_at')}, problem, notice, is_sending`;

/** A participant's drafts, those changed last first, without their words. */
export async function listDrafts(
  db: Queryable,
  participant: string,
): Promise<Omit<DraftRow, 'content' | 'note'>[]> {
  const { rows } = await db.query<DraftRow>(
    `select ${columns} from drafts where participant = $1 order by drafts.changed_at desc, id limit 1000`,
    [participant],
  );
  return rows;
}

/** One of a participant's drafts. @param lock - holds it until the transaction ends */
export async function findDraft(
  db: Queryable,
  participant: string,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<DraftRow | undefined> {
  const { rows } = await db.query<DraftRow>(
    `select ${columns}, content, note from drafts where participant = $1 and id = $2 ${lock === 'lock' ? 'for update' : ''}`,
    [participant, id],
  );
  return rows[0];
}

export async function countDrafts(db: Queryable, participant: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) from drafts where participant = $1 and state <> 'filed'`,
    [participant],
  );
  return rows[0]?.count ?? 0;
}

/** @returns whether it was new */
export async function insertDraft(
  tx: Queryable,
  by: Author,
  id: string,
  place: DraftPlaceShape,
  content: string,
  now: number,
): Promise<boolean> {
  const { measure, edition, step, thread, after, about } = place;
  const { rowCount } = await tx.query(
    `insert into drafts (participant, id, measure, edition, step, thread, after, about, content, revision, state,
        changed_office, changed_label, changed_actor, changed_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, 'writing', $10, $11, $12, ${at(13)}) on conflict do nothing`,
    [
      ...[by.participant, id, measure, edition, step, thread ?? null, after ?? null, about ?? null, content],
      ...[by.office, by.label ?? null, by.actor, now],
    ],
  );
  return rowCount === 1;
}

/** Other words: the next revision, by whom. What waited for a signature is being written again. */
export async function updateContent(
  tx: Queryable,
  by: Author,
  id: string,
  content: string,
  now: number,
): Promise<void> {
  await tx.query(
    `update drafts set content = $3, revision = revision + 1, problem = null,
        state = case state when 'waiting' then 'writing' else state end,
        changed_office = $4, changed_label = $5, changed_actor = $6, changed_at = ${at(7)}
      where participant = $1 and id = $2`,
    [by.participant, id, content, by.office, by.label ?? null, by.actor, now],
  );
}

/** What a draft comes to be; absent: nothing of the kind. */
export interface NextState {
  readonly state: DraftState;
  readonly remark?: string;
  readonly held?: { readonly note: string; readonly sendsAt: number };
  readonly problem?: string;
  readonly notice?: string;
}

export async function updateState(
  tx: Queryable,
  participant: string,
  id: string,
  { state, remark, held, problem, notice }: NextState,
): Promise<void> {
  await tx.query(
    `update drafts set state = $3, remark = $4, note = $5, sends_at = ${at(6)}, problem = $7, notice = $8, is_sending = false
      where participant = $1 and id = $2`,
    [
      ...[participant, id, state, remark ?? null, held?.note ?? null, held?.sendsAt ?? null],
      ...[problem ?? null, notice ?? null],
    ],
  );
}

/** Lets the words of a draft that became a notice go: the record has them. */
export async function clearWords(tx: Queryable, participant: string, id: string): Promise<void> {
  const nothing: DraftContent = { answers: {}, files: [] };
  await tx.query('update drafts set content = $3 where participant = $1 and id = $2', [
    participant,
    id,
    JSON.stringify(nothing),
  ]);
  await keepOnlyFiles(tx, participant, id, []);
}

/** Begins to send what is held and due: from now on it is not recalled. @returns whether it is being sent */
export async function claimSending(
  db: Queryable,
  participant: string,
  id: string,
  now: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update drafts set is_sending = true
      where participant = $1 and id = $2 and state = 'held' and (is_sending or sends_at <= ${at(3)})`,
    [participant, id, now],
  );
  return rowCount === 1;
}

/** Lets what is held be sent now. @returns whether anything was held */
export async function hasten(tx: Queryable, participant: string, id: string, now: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update drafts set sends_at = least(sends_at, ${at(3)}) where participant = $1 and id = $2 and state = 'held'`,
    [participant, id, now],
  );
  return rowCount === 1;
}

/** What became of a notice, in its signer's name. */
export async function insertSignersEvent(
  tx: Queryable,
  participant: string,
  draft: string,
  kind: 'filed' | 'failed',
  now: number,
): Promise<void> {
  await tx.query(
    `insert into draft_events (participant, draft, at, office, label, actor, kind)
      select participant, draft, ${at(3)}, office, label, actor, $4 from draft_events
      where participant = $1 and draft = $2 and kind = 'signed' order by number desc limit 1`,
    [participant, draft, now, kind],
  );
}

/** @returns whether there was one to delete: signed bytes that are held go nowhere else before they are recalled */
export async function deleteDraft(db: Queryable, participant: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `delete from drafts where participant = $1 and id = $2 and state <> 'held'`,
    [participant, id],
  );
  return rowCount === 1;
}

/** Forgets what was filed a month ago: by then every browser has learned of it. */
export async function deleteLongFiled(tx: Queryable, participant: string, now: number): Promise<void> {
  await tx.query(
    `delete from drafts where participant = $1 and state = 'filed' and changed_at < ${at(2)} - interval '30 days'`,
    [participant, now],
  );
}

/** How many events of a draft are kept. */
const eventsMax = 60;

/** Adds what happened; a change right after one by the same hand is the same change. */
export async function insertEvent(
  tx: Queryable,
  by: Author,
  draft: string,
  kind: DraftWhole['history'][number]['kind'],
  now: number,
  remark?: string,
): Promise<void> {
  const { rowCount } = await tx.query(
    `update draft_events set at = ${at(5)} where kind = 'changed' and $4 = 'changed' and actor = $3 and number =
      (select max(number) from draft_events where participant = $1 and draft = $2)`,
    [by.participant, draft, by.actor, kind, now],
  );
  if (rowCount === 1) return;
  await tx.query(
    `insert into draft_events (participant, draft, at, office, label, actor, kind, remark)
      values ($1, $2, ${at(3)}, $4, $5, $6, $7, $8)`,
    [by.participant, draft, now, by.office, by.label ?? null, by.actor, kind, remark ?? null],
  );
  await tx.query(
    `delete from draft_events where participant = $1 and draft = $2 and number <=
      (select number from draft_events where participant = $1 and draft = $2 order by number desc offset ${eventsMax} limit 1)`,
    [by.participant, draft],
  );
}

export interface EventRow {
  readonly at: number;
  readonly office: string;
  readonly label: string | null;
  readonly actor: string;
  readonly kind: DraftWhole['history'][number]['kind'];
  readonly remark: string | null;
}

export async function listEvents(db: Queryable, participant: string, draft: string): Promise<EventRow[]> {
  const { rows } = await db.query<EventRow>(
    `select ${ms('at')}, office, label, actor, kind, remark from draft_events
      where participant = $1 and draft = $2 order by number`,
    [participant, draft],
  );
  return rows;
}

/** Hashes of the files that are here. */
export async function listFiles(db: Queryable, participant: string, draft: string): Promise<Set<string>> {
  const { rows } = await db.query<{ sha256: string }>(
    'select sha256 from draft_files where participant = $1 and draft = $2',
    [participant, draft],
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}

export async function keepOnlyFiles(
  tx: Queryable,
  participant: string,
  draft: string,
  hashes: readonly string[],
): Promise<void> {
  await tx.query('delete from draft_files where participant = $1 and draft = $2 and sha256 <> all($3)', [
    participant,
    draft,
    hashes,
  ]);
}

/** A draft's files as a filing has them: in base64 by their hashes. */
export async function filesOf(
  db: Queryable,
  participant: string,
  draft: string,
): Promise<Record<string, string>> {
  const { rows } = await db.query<{ sha256: string; bytes: Buffer }>(
    'select sha256, bytes from draft_files where participant = $1 and draft = $2',
    [participant, draft],
  );
  return Object.fromEntries(rows.map(({ sha256, bytes }) => [sha256, bytes.toString('base64')]));
}

export async function readFile(
  db: Queryable,
  participant: string,
  draft: string,
  sha256: string,
): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ bytes: Buffer }>(
    'select bytes from draft_files where participant = $1 and draft = $2 and sha256 = $3',
    [participant, draft, sha256],
  );
  return rows[0]?.bytes;
}

/** Keeps a file, unless all of the participant's together would be too large. @returns whether it is kept */
export async function insertFile(
  tx: Queryable,
  participant: string,
  draft: string,
  file: { readonly sha256: string; readonly bytes: Buffer },
  bytesMax: number,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into draft_files (participant, draft, sha256, bytes)
      select $1, $2, $3, $4 where octet_length($4::bytea) +
        (select coalesce(sum(octet_length(bytes)), 0) from draft_files where participant = $1) <= $5
      on conflict (participant, draft, sha256) do update set bytes = excluded.bytes`,
    [participant, draft, file.sha256, file.bytes, bytesMax],
  );
  return rowCount === 1;
}
