import type { OfficeDuty, OfficeRules, OfficeView } from '@rapport/api';
import type { Queryable } from '../db/connect.ts';

const at = (parameter: number): string => `to_timestamp($${parameter}::double precision / 1000)`;
const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`;

/** Nothing is asked of a participant's people that it has not set. */
const none: OfficeRules = { secondPerson: false, undoMinutes: 0 };

export async function readRules(db: Queryable, participant: string): Promise<OfficeRules> {
  const { rows } = await db.query<OfficeRules>(
    'select second_person as "secondPerson", undo_minutes as "undoMinutes" from office_rules where participant = $1',
    [participant],
  );
  return rows[0] ?? none;
}

export async function writeRules(tx: Queryable, participant: string, rules: OfficeRules): Promise<void> {
  await tx.query(
    `insert into office_rules values ($1, $2, $3)
      on conflict (participant) do update set second_person = excluded.second_person, undo_minutes = excluded.undo_minutes`,
    [participant, rules.secondPerson, rules.undoMinutes],
  );
}

/** What holders of keys say of themselves, by key. */
export async function readDuties(db: Queryable, participant: string): Promise<Map<string, OfficeDuty>> {
  const { rows } = await db.query<{
    key: string;
    title: string | null;
    until: number | null;
    deputy: string | null;
  }>(
    `select key_id as key, title, ${ms('away_until')} as until, deputy from office_duties where participant = $1`,
    [participant],
  );
  return new Map(
    rows.map(({ key, title, until, deputy }) => [
      key,
      {
        ...(title === null ? {} : { title }),
        ...(until === null || deputy === null ? {} : { absence: { until, deputy } }),
      },
    ]),
  );
}

export async function writeDuty(
  tx: Queryable,
  participant: string,
  key: string,
  { title, absence }: OfficeDuty,
): Promise<void> {
  await tx.query(
    `insert into office_duties values ($1, $2, $3, ${at(4)}, $5) on conflict (participant, key_id)
      do update set title = excluded.title, away_until = excluded.away_until, deputy = excluded.deputy`,
    [participant, key, title ?? null, absence?.until ?? null, absence?.deputy ?? null],
  );
}

type Change = OfficeView['changes'][number];

export async function insertChange(
  tx: Queryable,
  participant: string,
  { at: now, office, key, kind, value }: Change,
): Promise<void> {
  await tx.query(
    `insert into office_changes (participant, at, office, key_id, kind, value) values ($1, ${at(2)}, $3, $4, $5, $6)`,
    [participant, now, office, key, kind, value],
  );
}

/** The newest changes first. */
export async function listChanges(db: Queryable, participant: string): Promise<Change[]> {
  const { rows } = await db.query<Change>(
    `select ${ms('at')} as at, office, key_id as key, kind, value from office_changes
      where participant = $1 order by number desc limit 100`,
    [participant],
  );
  return rows;
}
