import { concatBytes } from '../bytes/bytes.ts';
import { encodeUint64 } from '../bytes/integers.ts';
import { encodeUtf8 } from '../bytes/text.ts';
import { parseCheckpoint } from './checkpoint.ts';

/**
 * What an Ed25519 cosignature (type 0x04) signs.
 * @param text - the whole checkpoint text, with its last newline
 * @param time - POSIX seconds. Source: C2SP tlog-cosignature; record.md 1.5.
 */
export function cosignatureMessage(text: string, time: number): Uint8Array {
  return encodeUtf8(`cosignature/v1\ntime ${time}\n${text}`);
}

/** A run of entries [start, end) of the log `origin`, and its root. */
export type SignedSubtree = { origin: string; start: number; end: number; root: Uint8Array };

const subtreeLabel = encodeUtf8('subtree/v1\n\0');

/**
 * What an ML-DSA-44 cosignature (type 0x06) signs.
 * @param cosigner - the key's name, 1 to 255 bytes
 * @param time - POSIX seconds; 0 only where no claim is made that the tree is the newest
 * @throws RangeError for names that do not fit. Source: C2SP tlog-cosignature; record.md 1.5.
 */
export function mlDsaSubtreeMessage(cosigner: string, time: number, subtree: SignedSubtree): Uint8Array {
  return concatBytes(
    subtreeLabel,
    shortText(cosigner),
    encodeUint64(time),
    shortText(subtree.origin),
    encodeUint64(subtree.start),
    encodeUint64(subtree.end),
    subtree.root,
  );
}

/** The same for a checkpoint's text. @returns undefined if the text is no checkpoint, or a name too long */
export function mlDsaCheckpointMessage(cosigner: string, time: number, text: string): Uint8Array | undefined {
  const parsed = parseCheckpoint(text);
  if (!parsed.ok) return undefined;
  const { origin, size, root } = parsed.value;
  if ([cosigner, origin].some((name) => encodeUtf8(name).length > 255)) return undefined;
  return mlDsaSubtreeMessage(cosigner, time, { origin, start: 0, end: size, root });
}

function shortText(text: string): Uint8Array {
  const bytes = encodeUtf8(text);
  if (bytes.length < 1 || bytes.length > 255) throw new RangeError('a name of 1 to 255 bytes is needed');
  return concatBytes(Uint8Array.of(bytes.length), bytes);
}
