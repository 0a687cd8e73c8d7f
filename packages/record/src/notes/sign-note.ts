import { encodeUtf8 } from '../bytes/text.ts';
import type { Signer } from '../signatures/signers.ts';
import { compareSignatures, type Note, type NoteSignature } from './note.ts';

/**
 * Signs the text with each signer.
 * @param text - ends in a newline, holds no other control character; else a RangeError, since it is ours
 * @returns the note with its lines sorted by name, then key ID
 */
export async function signNote(text: string, signers: Signer[]): Promise<Note> {
  // oxlint-disable-next-line no-control-regex -- control characters are what it refuses
  if (!text.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f]/.test(text))
    throw new RangeError('not a note text');
  const message = encodeUtf8(text);
  const signatures = await Promise.all(signers.map((signer) => signLine(signer, message)));
  return { text, signatures: signatures.sort(compareSignatures) };
}

async function signLine(signer: Signer, message: Uint8Array): Promise<NoteSignature> {
  return { name: signer.key.name, keyId: signer.key.keyId, signature: await signer.sign(message) };
}
