import type { DraftAct } from '@rapport/api';
import type { Organisation } from '@rapport/measures';
import { type Db, transaction } from '../db/connect.ts';
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
  });
}

/** Only who may sign a step sends its draft back or signs it. */
export function checkSigns({ measures }: Organisation, by: Author, { place }: Pick<DraftRow, 'place'>): void {
  if (by.isPerson) throw new Refusal('key-needed');
  const measure = measures.find(({ id, edition }) => id === place.measure && edition === place.edition);
  const step = measure?.steps.find(({ id }) => id === place.step);
  if (step?.offices.includes(by.office) !== true) throw new Refusal('not-your-step');
}
