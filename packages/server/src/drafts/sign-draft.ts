import type { DraftSent, DraftSigned } from '@rapport/api';
import { finding } from '@rapport/notices';
import { encodeUtf8, parseNotice, type SignedNotice } from '@rapport/record';
import type { Server } from '../app.ts';
import { type Queryable, transaction } from '../db/connect.ts';
import { addJob } from '../jobs/add-job.ts';
import { readRules } from '../office/queries.ts';
import { Refusal } from '../problems.ts';
import { checkSigns } from './act-on-draft.ts';
import type { Author } from './author.ts';
import { type DraftRow, filesOf, findDraft, insertEvent, updateState } from './queries.ts';
import { saysTheDraft } from './says-the-draft.ts';
import { sendDraft, sendDraftJob } from './send-draft.ts';

/** What signing takes of a running server. */
export type SigningParts = Pick<Server, 'db' | 'organisation' | 'fileDelivered' | 'judgeDelivered' | 'now'>;

const minuteMs = 60_000;

/**
 * Takes the signed notice of a draft: filed at once, or held for as long as the participant wants to be able to recall
 * it. The same notice again has the same answer.
 *
 * @throws Refusal with every finding where the rules would refuse it now; nothing is held then
 */
export async function signDraft(
  parts: SigningParts,
  by: Author,
  id: string,
  { revision, note }: DraftSigned,
): Promise<DraftSent> {
  const { db, organisation, now } = parts;
  const parsed = parseNotice(encodeUtf8(note));
  if (!parsed.ok) throw new Refusal('findings', [finding(parsed.code, parsed.detail)]);
  const found = await findDraft(db, by.participant, id);
  if (found === undefined) throw new Refusal('not-found');
  const again = found.notice === parsed.value.id || found.note === note;
  if (!again) {
    checkSigns(organisation, by, found);
    const rules = await readRules(db, by.participant);
    await checkSigned(parts, by, found, parsed.value, rules.secondPerson);
    const sendsAt = now() + rules.undoMinutes * minuteMs;
    await transaction(db, 'begin', (tx) => hold(tx, by, { id, revision, note, sendsAt }, now()));
    if (rules.undoMinutes > 0) return { sendsAt };
  }
  return sendDraft(parts, by.participant, id, note);
}

/** Everything that the rules, and the participant's own, say against it before it is held. */
async function checkSigned(
  { db, organisation, judgeDelivered }: SigningParts,
  by: Author,
  found: DraftRow,
  signed: SignedNotice,
  secondPerson: boolean,
): Promise<void> {
  const { notice, note } = signed;
  if (notice.participant !== by.participant || !saysTheDraft(notice, found, organisation))
    throw new Refusal('draft-differs');
  const actors = [by.actor, ...note.signatures.map(({ keyId }) => keyId)];
  if (secondPerson && actors.includes(found.changed_actor)) throw new Refusal('second-person');
  const attachments = await filesOf(db, by.participant, found.id);
  const findings = await judgeDelivered({ note: signed.bytes, attachments });
  if (findings.length > 0) throw new Refusal('findings', findings);
}

/** Puts the signed bytes by, with the job that sends them: both or neither. */
async function hold(
  tx: Queryable,
  by: Author,
  held: { id: string; revision: number; note: string; sendsAt: number },
  now: number,
): Promise<void> {
  const { id, revision, note, sendsAt } = held;
  const found = await findDraft(tx, by.participant, id, 'lock');
  if (found === undefined) throw new Refusal('not-found');
  if (found.state === 'held' || found.state === 'filed') throw new Refusal('draft-signed');
  if (found.revision !== revision) throw new Refusal('draft-changed');
  await updateState(tx, by.participant, id, { state: 'held', held: { note, sendsAt } });
  await insertEvent(tx, by, id, 'signed', now);
  await addJob(
    tx,
    sendDraftJob,
    { participant: by.participant, draft: id },
    { runAt: sendsAt, key: `${sendDraftJob} ${by.participant} ${id}` },
  );
}
