import { encodeHex, type Sealed, sha256 } from '@rapport/record';
import { type AgeFault, decryptWith, encryptTo } from './age-file.ts';
import { commitmentTo, parseContent, type SealedContent, type SealedFile } from './content.ts';

/** Why something sealed is not shown. */
export type SealedFault = AgeFault | 'sealed-commitment' | 'sealed-file-differs';

/** A sealed text, opened; `bytes` are what its commitment is to. */
export interface OpenedText {
  readonly ok: true;
  readonly content: SealedContent;
  readonly bytes: Uint8Array;
}

type Refused = { readonly ok: false; readonly code: SealedFault };

/**
 * Opens the text of a sealed notice. What counts is the commitment, which the sender has signed: so a file that another
 * holder sealed anew is as good as the first.
 *
 * @param file - untrusted: the attachment, or one sealed anew
 */
export async function openText(
  file: Uint8Array,
  sealed: Sealed,
  identities: readonly string[],
): Promise<OpenedText | Refused> {
  const bytes = await decryptWith(file, identities);
  return typeof bytes === 'string' ? { ok: false, code: bytes } : readDisclosed(bytes, sealed);
}

/** Reads what somebody shows as the text of a sealed notice: no key is needed to see that it is. @param bytes - untrusted */
export function readDisclosed(bytes: Uint8Array, { commitment }: Sealed): OpenedText | Refused {
  if (commitmentTo(bytes) !== commitment) return { ok: false, code: 'sealed-commitment' };
  const content = parseContent(bytes);
  return content === undefined ? { ok: false, code: 'sealed-malformed' } : { ok: true, content, bytes };
}

/** Opens one of the files that a sealed text names. @param file - untrusted */
export async function openFile(
  file: Uint8Array,
  { sha256: hash, size }: SealedFile,
  identities: readonly string[],
): Promise<{ readonly ok: true; readonly bytes: Uint8Array } | Refused> {
  const bytes = await decryptWith(file, identities);
  if (typeof bytes === 'string') return { ok: false, code: bytes };
  const isIt = bytes.length === size && encodeHex(sha256(bytes)) === hash;
  return isIt ? { ok: true, bytes } : { ok: false, code: 'sealed-file-differs' };
}

/** Seals a part anew for keys that it was not sealed to, such as those of a new officer. @param file - untrusted */
export async function sealAnew(
  file: Uint8Array,
  identities: readonly string[],
  recipients: readonly string[],
): Promise<Uint8Array | AgeFault> {
  const bytes = await decryptWith(file, identities);
  return typeof bytes === 'string' ? bytes : encryptTo(bytes, recipients);
}
