import type { OfficeDuty, OfficeRules } from '@rapport/api';
import { type Db, transaction } from '../db/connect.ts';
import type { Author } from '../drafts/author.ts';
import { Refusal } from '../problems.ts';
import { type DutyKeys, keysToday } from './keys-today.ts';
import { insertChange, readDuties, readRules, writeDuty, writeRules } from './queries.ts';

/** Sets how a participant's desk works; what changes is written down for its people to see. */
export async function setRules(db: Db, by: Author, rules: OfficeRules, now: number): Promise<void> {
  await transaction(db, 'begin', async (tx) => {
    const before = await readRules(tx, by.participant);
    await writeRules(tx, by.participant, rules);
    const change = { at: now, office: by.office, key: by.actor };
    if (rules.secondPerson !== before.secondPerson) {
      const value = rules.secondPerson ? 'on' : 'off';
      await insertChange(tx, by.participant, { ...change, kind: 'second-person', value });
    }
    if (rules.undoMinutes !== before.undoMinutes) {
      const value = String(rules.undoMinutes);
      await insertChange(tx, by.participant, { ...change, kind: 'undo-minutes', value });
    }
  });
}

/**
 * Says what the holder of a key wants its colleagues to know of it.
 *
 * @throws Refusal where the deputy has no key of the same office today, or is who is away
 */
export async function setDuty(
  db: Db,
  by: Author,
  given: OfficeDuty,
  keys: DutyKeys,
  now: number,
): Promise<void> {
  const title = given.title?.replaceAll(unfit, '').trim();
  const { absence } = given;
  const isDeputy = keysToday(keys, by.participant).some(
    ({ key, office }) => key === absence?.deputy && office === by.office && key !== by.actor,
  );
  if (absence !== undefined && (!isDeputy || absence.until <= now)) throw new Refusal('deputy');
  const duty = {
    ...(title === undefined || title === '' ? {} : { title }),
    ...(absence === undefined ? {} : { absence }),
  };
  await transaction(db, 'begin', async (tx) => {
    const before = (await readDuties(tx, by.participant)).get(by.actor) ?? {};
    await writeDuty(tx, by.participant, by.actor, duty);
    for (const change of changesOf(before, duty))
      await insertChange(tx, by.participant, { at: now, office: by.office, key: by.actor, ...change });
  });
}

// oxlint-disable-next-line no-control-regex -- control characters are what it takes out
const unfit = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function* changesOf(before: OfficeDuty, after: OfficeDuty) {
  if (after.title !== before.title) yield { kind: 'title', value: after.title ?? '' } as const;
  const [was, is] = [before.absence, after.absence];
  if (is !== undefined && (was?.until !== is.until || was.deputy !== is.deputy))
    yield { kind: 'away', value: `${is.until} ${is.deputy}` } as const;
  if (is === undefined && was !== undefined) yield { kind: 'back', value: '' } as const;
}
