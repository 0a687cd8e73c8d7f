import { type DraftChange, type DraftSaved, draftBytesMax, draftsMax } from '@rapport/api';
import type { Organisation } from '@rapport/measures';
import { type Db, type Queryable, transaction } from '../db/connect.ts';
import { Refusal } from '../problems.ts';
import type { Author } from './author.ts';
import {
  countDrafts,
  type DraftRow,
  deleteLongFiled,
  findDraft,
  insertDraft,
  insertEvent,
  keepOnlyFiles,
  listFiles,
  updateContent,
} from './queries.ts';

/**
 * Keeps what somebody has written over the revision that it saw.
 *
 * @param id - chosen by the browser, so that a retry makes no second draft
 * @throws Refusal where others have written meanwhile, where it was signed, or where it may not be kept here
 */
export async function keepDraft(
  db: Db,
  organisation: Organisation,
  by: Author,
  id: string,
  { participant, place, base, content }: DraftChange,
  now: number,
): Promise<DraftSaved> {
  if (participant !== by.participant) throw new Refusal('sign-in-needed');
  const text = JSON.stringify(content);
  if (Buffer.byteLength(text) > draftBytesMax) throw new Refusal('body-too-large');
  if (!mayBeKept(organisation, place)) throw new Refusal('draft-place');
  return transaction(db, 'begin', async (tx) => {
    const found = await findDraft(tx, by.participant, id, 'lock');
    if (found === undefined) await begin(tx, by, id, { place, base, text }, now);
    else await goOn(tx, by, found, { base, text }, now);
    const hashes = content.files.map(({ sha256 }) => sha256);
    await keepOnlyFiles(tx, by.participant, id, hashes);
    const here = await listFiles(tx, by.participant, id);
    const kept = await findDraft(tx, by.participant, id);
    if (kept === undefined) throw new Error('a draft is gone that was just written');
    const missing = hashes.filter((hash) => !here.has(hash));
    return { revision: kept.revision, state: kept.state, missing };
  });
}

/** What is only ever sealed is not for the server to read, so a draft of it stays where it is written. */
function mayBeKept({ measures }: Organisation, place: DraftChange['place']): boolean {
  const measure = measures.find(({ id, edition }) => id === place.measure && edition === place.edition);
  const step = measure?.steps.find(({ id }) => id === place.step);
  return step !== undefined && measure?.audience.every((kind) => kind === 'sealed') === false;
}

async function begin(
  tx: Queryable,
  by: Author,
  id: string,
  { place, base, text }: { place: DraftChange['place']; base: number; text: string },
  now: number,
): Promise<void> {
  if (base !== 0) throw new Refusal('not-found');
  await deleteLongFiled(tx, by.participant, now);
  if ((await countDrafts(tx, by.participant)) >= draftsMax) throw new Refusal('drafts-full');
  if (!(await insertDraft(tx, by, id, place, text, now))) throw new Refusal('draft-changed');
  await insertEvent(tx, by, id, 'begun', now);
}

async function goOn(
  tx: Queryable,
  by: Author,
  found: DraftRow,
  { base, text }: { base: number; text: string },
  now: number,
): Promise<void> {
  if (found.state === 'held' || found.state === 'filed') throw new Refusal('draft-signed');
  if (found.content === text) return; // sent again after a lost line, or written alike by two
  if (found.revision !== base) throw new Refusal('draft-changed');
  await updateContent(tx, by, found.id, text, now);
  await insertEvent(tx, by, found.id, 'changed', now);
}
