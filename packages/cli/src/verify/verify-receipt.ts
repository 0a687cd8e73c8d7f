import { checkTitleOf } from '@rapport/notices';
import {
  type Checkpoint,
  checkInclusion,
  checkPolicy,
  checkWitnessTimes,
  encodeEntry,
  encodeUtf8,
  equalBytes,
  findingOf,
  leafHash,
  type Parsed,
  parseEntry,
  parseNotice,
  parseTlogProof,
  parseUtf8,
  type SignedNotice,
  type TlogProof,
  type WitnessTime,
  witnessTimes,
} from '@rapport/record';
import type { Given } from '../io/given.ts';
import type { Words } from '../io/language.ts';
import { formatInstant } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import { suite } from './platform.ts';
import type { Report, ReportedCheck, ReportedFinding } from './report.ts';
import { namedKeys, readTrust, trustedKeys } from './trust.ts';

const notReached: readonly ReportedFinding[] = [{ code: 'not-reached' }];

const noEntry: ReportedFinding = {
  code: 'receipt-without-entry',
  words: {
    en: 'The receipt does not carry the log entry (its extra line): get it again with "rapport file".',
    ru: 'В квитанции нет записи журнала (строки extra): получите её снова командой «rapport file».',
  },
};

/**
 * Verifies that the log took a signed notice in: the notice's bytes, the receipt beside it and the
 * trusted keys are all that is needed. Who signed is a proof file's to prove, which holds the key notices.
 */
export async function verifyReceipt(
  noteBytes: Uint8Array,
  receiptBytes: Uint8Array,
  given: Given,
  context: Context,
): Promise<Report> {
  const proof = parseTlogProof(parseUtf8(receiptBytes) ?? '');
  const checkpointText = proof.ok ? proof.value.checkpoint : '';
  const notice = parseNotice(noteBytes);
  const checks: ReportedCheck[] = [receiptCheck(proof, context)];
  const head = proof.ok ? await checkHead(checkpointText, given, context) : undefined;
  checks.push(
    head?.check ?? {
      id: 'checkpoint',
      title: checkTitleOf(context.language, 'checkpoint'),
      findings: notReached,
    },
  );
  const entry = proof.ok && proof.value.extra ? parseEntry(proof.value.extra) : undefined;
  checks.push(
    noticeCheck(notice, head?.checkpoint, context),
    entryCheck(notice, proof, context),
    inclusionCheck(proof, head?.checkpoint, head?.times ?? [], context),
  );
  const takenIn = entry?.ok ? entry.value.takenIn : 0;
  const index = proof.ok ? proof.value.index : 0;
  const facts = notice.ok ? { id: notice.value.id, index, takenIn } : {};
  return {
    checks,
    proved: context.say(provedWords(index, takenIn)),
    facts: { kind: 'receipt', ...head?.facts, ...facts },
  };
}

function receiptCheck(proof: Parsed<TlogProof>, { say }: Context): ReportedCheck {
  const title = say({ en: 'The receipt has the right form.', ru: 'Квитанция составлена по форме.' });
  return { id: 'receipt', title, findings: proof.ok ? [] : [findingOf(proof)] };
}

async function checkHead(
  text: string,
  given: Given,
  context: Context,
): Promise<{
  check: ReportedCheck;
  checkpoint?: Checkpoint;
  times?: readonly WitnessTime[];
  facts: object;
}> {
  const policy = readTrust(given, text, context);
  const outcome = await checkPolicy(policy, encodeUtf8(text), suite);
  const { checkpoint, findings } = outcome;
  const title = checkTitleOf(context.language, 'checkpoint');
  const facts = { keys: trustedKeys(policy, namedKeys(text).origin) };
  if (checkpoint === undefined || findings.length > 0)
    return { check: { id: 'checkpoint', title, findings }, facts };
  const seen = `${checkpoint.origin} ${checkpoint.size}`;
  const times = witnessTimes(outcome);
  return { check: { id: 'checkpoint', title, findings, seen }, checkpoint, times, facts };
}

function noticeCheck(
  notice: Parsed<SignedNotice>,
  checkpoint: Checkpoint | undefined,
  { language }: Context,
): ReportedCheck {
  const title = checkTitleOf(language, 'notice');
  if (!notice.ok) return { id: 'notice', title, findings: [findingOf(notice)] };
  const { id, notice: said } = notice.value;
  const isOther = checkpoint !== undefined && checkpoint.origin !== said.log;
  return {
    id: 'notice',
    title,
    seen: id,
    findings: isOther ? [{ code: 'log-other', detail: said.log }] : [],
  };
}

function entryCheck(
  notice: Parsed<SignedNotice>,
  proof: Parsed<TlogProof>,
  { language }: Context,
): ReportedCheck {
  const check = { id: 'entry', title: checkTitleOf(language, 'entry') };
  if (!proof.ok) return { ...check, findings: notReached };
  if (proof.value.extra === undefined) return { ...check, findings: [noEntry] };
  const entry = parseEntry(proof.value.extra);
  if (!entry.ok) return { ...check, findings: [findingOf(entry)] };
  if (!notice.ok) return { ...check, findings: notReached };
  const { takenIn, noteHash } = entry.value;
  const isSame = equalBytes(noteHash, notice.value.noteHash);
  return {
    ...check,
    seen: formatInstant(takenIn),
    findings: isSame ? [] : [{ code: 'entry-commits-to-other-notice' }],
  };
}

function inclusionCheck(
  proof: Parsed<TlogProof>,
  checkpoint: Checkpoint | undefined,
  times: readonly WitnessTime[],
  { language }: Context,
): ReportedCheck {
  const check = { id: 'inclusion', title: checkTitleOf(language, 'inclusion') };
  if (!proof.ok || checkpoint === undefined) return { ...check, findings: notReached };
  const { index, hashes, extra } = proof.value;
  const entry = extra === undefined ? undefined : parseEntry(extra);
  if (!entry?.ok) return { ...check, findings: notReached };
  const { size, root } = checkpoint;
  const leaf = leafHash(encodeEntry(entry.value));
  return {
    ...check,
    seen: String(index),
    findings: [
      ...checkInclusion({ index, size, root, proof: hashes, leafHash: leaf }),
      ...checkWitnessTimes([{ index, takenIn: entry.value.takenIn }], times),
    ],
  };
}

function provedWords(index: number, takenIn: number): Words {
  const when = formatInstant(takenIn);
  return {
    en: `PROVED: the log took this notice in as number ${index} at ${when}. Who signed it, the proof file shows ("rapport proof").`,
    ru: `ДОКАЗАНО: журнал принял это уведомление под номером ${index}, ${when}. Кто его подписал, показывает файл доказательства («rapport proof»).`,
  };
}
