import { createHash } from 'node:crypto';
import { attachmentBytesMax } from '@rapport/api';
import type { Organisation } from '@rapport/measures';
import {
  checkAttachments,
  type Finding,
  finding,
  judgingRegister,
  type KeyRegister,
  keyText,
  signatureKeys,
  verifySignatures,
} from '@rapport/notices';
import {
  encodeBase64,
  parseNotice,
  rootFromTiles,
  type SignedNotice,
  type TileReader,
} from '@rapport/record';
import { suite } from '../log/platform.ts';
import type { PreparedFiling } from './file-batch.ts';
import type { AttachmentFile } from './filing-queries.ts';
import type { RegistersInLog } from './registers-in-log.ts';

/** A filing as it was delivered: untrusted. */
export interface DeliveredFiling {
  readonly note: Uint8Array;
  /** Each file in base64 under the hex SHA-256 it is said to have. */
  readonly attachments: Readonly<Record<string, string>>;
}

export interface PrepareContext {
  readonly organisation: Organisation;
  readonly registers: RegistersInLog;
  readonly tiles: TileReader;
  /** The size of the log, as far as this process knows. */
  readonly size: () => Promise<number>;
  /** The key register as of the log's present size. */
  readonly refreshKeys: () => Promise<KeyRegister>;
  readonly now: () => number;
}

/** A filing ready to be judged at its place, with the findings that are certain already. */
export type Prepared =
  | {
      readonly ok: true;
      readonly filing: PreparedFiling;
      readonly findings: readonly Finding[];
      /** Whether every signature line is of a certified key and verifies. */
      readonly isAuthentic: boolean;
    }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/**
 * Checks what needs no place in the log: form, attachments, signatures. The costly part, done outside
 * the log's lock and for many filings at once.
 */
export async function prepareFiling(delivered: DeliveredFiling, context: PrepareContext): Promise<Prepared> {
  const parsed = parseNotice(delivered.note);
  if (!parsed.ok) return { ok: false, findings: [finding(parsed.code, parsed.detail)] };
  const signed = parsed.value;
  const attachments = readAttachments(delivered.attachments);
  if (!Array.isArray(attachments)) return { ok: false, findings: [attachments] };
  const claimed = attachments.map(({ as, sha256, bytes }) => ({ as, is: { sha256, size: bytes.length } }));
  const signatures = await checkSignatureBytes(signed, context);
  const findings = [
    ...checkAttachments(signed.notice, claimed),
    ...(await checkNotBefore(signed, context)),
    ...signatures.findings,
  ];
  const isAuthentic =
    signatures.findings.length === 0 && signatures.verified.size === signed.note.signatures.length;
  return { ok: true, filing: { signed, attachments, verified: signatures.verified }, findings, isAuthentic };
}

type ReadAttachment = AttachmentFile & { readonly as: string };

function readAttachments(files: Readonly<Record<string, string>>): ReadAttachment[] | Finding {
  const read: ReadAttachment[] = [];
  let total = 0;
  for (const [as, base64] of Object.entries(files)) {
    const bytes = readBase64(base64);
    if (bytes === undefined) return finding('attachment-hash-mismatch', as);
    total += bytes.length;
    if (total > attachmentBytesMax) return finding('attachment-size-mismatch', as);
    read.push({ as, bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  return read;
}

/** As strict as `parseBase64`, and ten times as fast on ten megabytes: anybody may send them. */
function readBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

async function checkNotBefore({ notice }: SignedNotice, context: PrepareContext): Promise<Finding[]> {
  const named = notice.notBefore;
  if (named === undefined) return [];
  const unknown = [finding('not-before-unknown', String(named.size))];
  if (named.size > (await context.size())) return unknown;
  const root = await rootFromTiles(context.tiles, named.size);
  return root.ok && encodeBase64(root.value) === named.root ? [] : unknown;
}

/**
 * Verifies the signature lines by the keys known so far. A line of an unknown key makes the register be
 * read anew once: another process may have certified it a moment ago.
 */
async function checkSignatureBytes(
  signed: SignedNotice,
  context: PrepareContext,
): Promise<{ findings: Finding[]; verified: ReadonlySet<string> }> {
  const judged = (register: KeyRegister) =>
    judgingRegister(signed, context.organisation, register, context.now());
  let register = judged(context.registers.newest.keys);
  const isUnknown = signatureKeys(signed, register).some((line) => line.officeKey === undefined);
  if (isUnknown) register = judged(await context.refreshKeys());
  const verified = signatureKeys(signed, register).flatMap((line) => line.officeKey ?? []);
  const findings = await verifySignatures(signed, register, suite);
  return { findings, verified: new Set(verified.map(({ key }) => keyText(key))) };
}
