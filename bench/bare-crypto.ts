import { createPublicKey, hash, verify } from 'node:crypto';
import { encodeUtf8, type Note, parseNote } from '@rapport/record';
import { openDemonstrationKeys } from '../packages/server/src/demonstration/demonstration-keys.ts';
import { origin } from './signed-notices.ts';

/**
 * The least that a verifier of notices has to compute, by the platform's fastest means on one core: each
 * signature, the hashes of text and note, of the leaf and of one node of the tree.
 *
 * @returns milliseconds
 */
export function bareCryptoMs(notices: readonly string[], dataFolder: string): number {
  const { publicKey } = openDemonstrationKeys(dataFolder, origin).signer('KZ', 'signing-officer').key;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const work = notices.map((text) => ({ ...parsed(text), note: Buffer.from(text) }));
  const entry = Buffer.alloc(75);
  const begin = performance.now();
  for (const { text, signature, note } of work) {
    if (!verify(null, text, key, signature)) throw new Error('a signature of our own does not verify');
    hash('sha256', text);
    hash('sha256', note);
    hash('sha256', entry);
    hash('sha256', entry.subarray(0, 65));
  }
  return performance.now() - begin;
}

function parsed(text: string): { text: Uint8Array; signature: Uint8Array } {
  const result = parseNote(encodeUtf8(text));
  if (!result.ok) throw new Error(`a notice of our own is ${result.code}`);
  const note: Note = result.value;
  return { text: encodeUtf8(note.text), signature: note.signatures[0]?.signature ?? new Uint8Array() };
}
