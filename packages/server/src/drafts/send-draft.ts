import type { DraftSent } from '@rapport/api';
import type { Finding } from '@rapport/notices';
import type { Server } from '../app.ts';
import { type Queryable, transaction } from '../db/connect.ts';
import type { Filed } from '../filing/notice-filer.ts';
import { Refusal } from '../problems.ts';
import {
  claimSending,
  clearWords,
  type DraftRow,
  filesOf,
  findDraft,
  insertSignersEvent,
  updateState,
} from './queries.ts';

/** The name of the job that sends a draft whose time has come. */
export const sendDraftJob = 'send-draft';

type SendingParts = Pick<Server, 'db' | 'fileDelivered' | 'now'>;

/**
 * Files the signed notice of a draft. The same bytes are never taken in twice, so it may be called at any time, by any
 * process, any number of times.
 *
 * @param note - that notice
 * @throws Refusal with the findings where it was refused: the draft then waits for a signature again, and says why
 */
export async function sendDraft(
  parts: SendingParts,
  participant: string,
  id: string,
  note: string,
): Promise<DraftSent> {
  const claimed = await claimSending(parts.db, participant, id, parts.now());
  const held = await findDraft(parts.db, participant, id);
  if (!claimed && held?.notice === null && held.sends_at !== null) return { sendsAt: held.sends_at };
  if (held?.note !== note && held?.notice === null) throw new Refusal('draft-changed');
  const attachments = await filesOf(parts.db, participant, id);
  const filed = await parts.fileDelivered({ note: Buffer.from(note), attachments });
  await transaction(parts.db, 'begin', async (tx) => {
    const now = await findDraft(tx, participant, id, 'lock');
    if (now?.note === note) await settle(tx, participant, now, filed, parts.now());
  });
  if (!filed.ok) throw new Refusal('findings', filed.findings);
  return { receipt: filed.receipt };
}

async function settle(tx: Queryable, participant: string, { id }: DraftRow, filed: Filed, now: number) {
  if (filed.ok) {
    await updateState(tx, participant, id, { state: 'filed', notice: filed.receipt.id });
    await clearWords(tx, participant, id);
    return insertSignersEvent(tx, participant, id, 'filed', now);
  }
  await updateState(tx, participant, id, { state: 'waiting', problem: problemOf(filed.findings) });
  return insertSignersEvent(tx, participant, id, 'failed', now);
}

function problemOf(findings: readonly Finding[]): string {
  return JSON.stringify(findings.map(({ code, detail }) => ({ code, detail })));
}

/** The job: looks whether there is something to send, and trusts nothing but the row. */
export function sendDraftTask(parts: SendingParts): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const { participant, draft } = payload as { participant: string; draft: string };
    const held = await findDraft(parts.db, participant, draft);
    if (held === undefined || held.note === null || held.sends_at === null) return;
    await sendDraft(parts, participant, draft, held.note).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error; // what was refused stands on the draft
    });
  };
}
