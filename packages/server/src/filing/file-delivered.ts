import { checkFiling, erasedIn, type Finding } from '@rapport/notices';
import { parseHex } from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import { readHead } from '../log/log-store.ts';
import type { BatchContext, PreparedFiling } from './file-batch.ts';
import { readKnown, readThreads, readThreadsOf } from './filing-queries.ts';
import type { Filed, NoticeFiler } from './notice-filer.ts';
import { type DeliveredFiling, type PrepareContext, prepareFiling } from './prepare-filing.ts';

export interface FileDeliveredContext {
  readonly db: Queryable;
  readonly filer: NoticeFiler;
  readonly prepare: PrepareContext;
  readonly batch: BatchContext;
}

/**
 * Files what was delivered: the verb behind the route and the demonstration alike.
 *
 * @returns the receipt, or every finding at once, those of form and those of place
 */
export async function fileDelivered(
  delivered: DeliveredFiling,
  context: FileDeliveredContext,
): Promise<Filed> {
  const prepared = await prepareFiling(delivered, context.prepare);
  if (!prepared.ok) return { ok: false, findings: prepared.findings };
  const { filing, findings } = prepared;
  if (findings.length === 0) return context.filer.file(filing);
  return (
    (await knownAnswer(filing, context)) ?? {
      ok: false,
      findings: [...findings, ...(await placeFindings(filing, prepared.isAuthentic, context))],
    }
  );
}

/**
 * What the rules would find if it were filed now, those of form and those of place.
 *
 * @returns empty where it would be taken in; another notice may still come before it
 */
export async function judgeDelivered(
  delivered: DeliveredFiling,
  context: FileDeliveredContext,
): Promise<readonly Finding[]> {
  const prepared = await prepareFiling(delivered, context.prepare);
  if (!prepared.ok) return prepared.findings;
  const place = await placeFindings(prepared.filing, prepared.isAuthentic, context);
  return [...prepared.findings, ...place];
}

/** A notice that the log holds gives its receipt even when it is sent again without its attachments. */
async function knownAnswer(
  filing: PreparedFiling,
  context: FileDeliveredContext,
): Promise<Filed | undefined> {
  const { signed } = filing;
  const known = (await readKnown(context.db, [signed.id])).get(signed.id);
  if (known === undefined || Buffer.compare(Buffer.from(known.noteHash), Buffer.from(signed.noteHash)) !== 0)
    return undefined;
  return { ok: true, isNew: false, receipt: await context.filer.receipt(known) };
}

/** What the rules say beside findings that are certain already: so that the sender sees all at once. */
async function placeFindings(
  { signed }: PreparedFiling,
  isAuthentic: boolean,
  context: FileDeliveredContext,
): Promise<Finding[]> {
  const { db, batch } = context;
  const head = await readHead(db);
  const { thread } = signed.notice;
  const erasing = erasedIn(signed.notice, batch.organisation);
  const other = await readThreadsOf(db, parseHex(erasing ?? '')?.length === 32 ? [erasing ?? ''] : []);
  const threads = await readThreads(db, [...other, ...(thread === undefined ? [] : [thread])]);
  const { keys, adherence } = await batch.registers.readTo(db, head.frontier.size);
  return checkFiling(signed, {
    organisation: batch.organisation,
    origin: batch.origin,
    register: keys,
    adherence,
    thread: threads.get(thread ?? '') ?? [],
    erasing: [...threads.values()].flat().find(({ id }) => id === erasing),
    takenIn: Math.max(batch.now(), head.takenIn),
    isAuthentic,
  });
}
