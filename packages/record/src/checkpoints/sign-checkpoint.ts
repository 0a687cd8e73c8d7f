import type { Note } from '../notes/note.ts';
import { signNote } from '../notes/sign-note.ts';
import type { Signer } from '../signatures/signers.ts';
import { type Checkpoint, encodeCheckpoint } from './checkpoint.ts';

/** Signs with each signer; the log's own and cosigners alike. The caller promises the tree is consistent. */
export async function signCheckpoint(checkpoint: Checkpoint, signers: Signer[]): Promise<Note> {
  return signNote(encodeCheckpoint(checkpoint), signers);
}
