import { encodeBase64, parseBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/bytes.ts';
import { isCount, parseDecimal } from '../bytes/integers.ts';
import { encodeUtf8, parseUtf8 } from '../bytes/text.ts';
import { type Checkpoint, parseCheckpoint } from '../checkpoints/checkpoint.ts';
import { type Note, noteBytesMax, parseNote } from '../notes/note.ts';
import { hashBytes } from '../tree/hash.ts';

/** What a log sends a witness: the size it thinks was cosigned last, the proof from there, the signed checkpoint. */
export type AddCheckpoint = { oldSize: number; proof: Uint8Array[]; note: Note; checkpoint: Checkpoint };

export const witnessProofMax = 63;
/** The note, and the longest proof before it. */
export const addCheckpointBytesMax = noteBytesMax + 64 * 64;

/**
 * The body of `add-checkpoint`. @param checkpoint - the signed note, verbatim
 * @throws RangeError for what no log asks. Source: C2SP tlog-witness; record.md 1.6.
 */
export function encodeAddCheckpoint(
  oldSize: number,
  proof: Uint8Array[],
  checkpoint: Uint8Array,
): Uint8Array {
  const isProof = proof.length <= witnessProofMax && proof.every((hash) => hash.length === hashBytes);
  if (!isCount(oldSize) || !isProof) throw new RangeError('not a request to a witness');
  const lines = [`old ${oldSize}`, ...proof.map(encodeBase64)];
  return concatBytes(encodeUtf8(`${lines.join('\n')}\n\n`), checkpoint);
}

/**
 * Reads the body of `add-checkpoint`; no signature and no proof in it is checked.
 * @param body - untrusted. A size of 0 with another root than that of nothing is read, since it is refused for its
 *   own reason: see `judgeCheckpoint`
 * @returns undefined for any other form
 */
export function parseAddCheckpoint(body: Uint8Array): AddCheckpoint | undefined {
  if (body.length > addCheckpointBytesMax) return undefined;
  const text = parseUtf8(body);
  const split = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || split < 0) return undefined;
  const [first = '', ...hashes] = text.slice(0, split).split('\n');
  const oldSize = first.startsWith('old ') ? parseDecimal(first.slice(4)) : undefined;
  const proof = hashes.map(parseBase64).filter((hash) => hash?.length === hashBytes) as Uint8Array[];
  if (oldSize === undefined || proof.length !== hashes.length || proof.length > witnessProofMax)
    return undefined;
  const note = parseNote(encodeUtf8(text.slice(split + 2)));
  const checkpoint = note.ok ? readCheckpoint(note.value.text) : undefined;
  return note.ok && checkpoint !== undefined ? { oldSize, proof, note: note.value, checkpoint } : undefined;
}

function readCheckpoint(text: string): Checkpoint | undefined {
  const parsed = parseCheckpoint(text);
  if (parsed.ok) return parsed.value;
  const [origin = '', , root = ''] = text.split('\n');
  const bytes = parsed.code === 'checkpoint-empty-root' ? parseBase64(root) : undefined;
  return bytes && { origin, size: 0, root: bytes };
}
