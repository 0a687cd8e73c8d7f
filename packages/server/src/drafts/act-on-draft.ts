import type { DraftAct } from '@rapport/api';
import type { Organisation, Step } from '@rapport/measures';
import { type Db, type Queryable, transaction } from '../db/connect.ts';
import { tellNoMore, tellOffice } from '../mail/tell-office.ts';
import { Refusal } from '../problems.ts';
import type { Author } from './author.ts';
import { type DraftRow, findDraft, insertEvent, type NextState, updateState } from './queries.ts';

/** From which states each act leads where, and what the history then says. */
const acts = {
  'hand-over': { from: ['writing', 'returned'], to: 'waiting', kind: 'handed-over' },
  'take-back': { from: ['waiting'], to: 'writing', kind: 'taken-back' },
  return: { from: ['waiting'], to: 'returned', kind: 'returned' },
  recall: { from: ['held'], to: 'waiting', kind: 'recalled' },
} as const;

/** What moves a draft on without signing it. */
export type Move = Exclude<DraftAct, { act: 'send-now' }>;

/**
 * Moves a draft from one state to another.
 *
 * @throws Refusal where it is not, or no longer, as whoever acts has seen it
 */
export async function actOnDraft(
  db: Db,
  organisation: Organisation,
  by: Author,
  id: string,
  move: Move,
  now: number,
): Promise<void> {
  await transaction(db, 'begin', async (tx) => {
    const found = await findDraft(tx, by.participant, id, 'lock');
    if (found === undefined) throw new Refusal('not-found');
    const { from, to, kind } = acts[move.act];
    const isThere: boolean = from.some((state) => state === found.state);
    if (!isThere || found.revision !== move.revision) throw new Refusal('draft-changed');
    if (move.act === 'recall' && (found.is_sending || (found.sends_at ?? 0) <= now))
      throw new Refusal('draft-signed');
    if (move.act === 'return') checkSigns(organisation, by, found);
    const remark = move.act === 'return' ? move.remark.replaceAll('\0', '') : undefined;
    const next: NextState = { state: to, ...(remark === undefined ? {} : { remark }) };
    await updateState(tx, by.participant, id, next);
    await insertEvent(tx, by, id, kind, now, remark);
    await tellOfMove(tx, organisation, by, found, move.act, now);
  });
}

/** Tells who signs that a draft waits, and who wrote it that it came back; what no longer holds is told no more. */
async function tellOfMove(
  tx: Queryable,
  organisation: Organisation,
  { participant }: Author,
  { id, revision, place, changed_office: writer }: DraftRow,
  act: Move['act'],
  now: number,
): Promise<void> {
  const event = `draft ${id} ${revision}`;
  if (act === 'return') {
    await tellNoMore(tx, `${event} waits`, now);
    const telling = { kind: 'draft', what: 'returned', measure: place.measure, path: '/desk' } as const;
    await tellOffice(tx, { participant, office: writer, event: `${event} returned ${now}`, telling }, now);
  }
  if (act === 'take-back') await tellNoMore(tx, `${event} waits`, now);
  if (act !== 'hand-over') return;
  const telling = { kind: 'draft', what: 'waits', measure: place.measure, path: `/signing/${id}` } as const;
  for (const office of stepOf(organisation, place)?.offices ?? [])
    await tellOffice(tx, { participant, office, event: `${event} waits`, telling }, now);
}

function stepOf({ measures }: Organisation, place: DraftRow['place']): Step | undefined {
  const measure = measures.find(({ id, edition }) => id === place.measure && edition === place.edition);
  return measure?.steps.find(({ id }) => id === place.step);
}

/** Only who may sign a step sends its draft back or signs it. */
export function checkSigns(organisation: Organisation, by: Author, { place }: Pick<DraftRow, 'place'>): void {
  if (by.isPerson) throw new Refusal('key-needed');
  if (stepOf(organisation, place)?.offices.includes(by.office) !== true) throw new Refusal('not-your-step');
}
