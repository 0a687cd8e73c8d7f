import { generateKeyPairSync } from 'node:crypto';
import { parseSignIn } from '@rapport/api';
import { type KeyRegister, keysOf } from '@rapport/notices';
import { encodeUtf8, type Note, officeKeyName, verifierKey, verifyNote } from '@rapport/record';
import { suite } from '../log/platform.ts';

/** A sign-in note that was verified: by which key, for whom, in answer to which challenge. */
export interface VerifiedSignIn {
  readonly participant: string;
  readonly office: string;
  readonly challenge: string;
  readonly keyId: string;
}

/**
 * Verifies a sign-in note: every line signed by a key that the log certifies, now, for the office it
 * names. Whether the challenge is ours and fresh is the caller's to check.
 *
 * @param text - untrusted
 * @returns `undefined` for every kind of refusal: the answer does not tell which
 */
export async function verifySignIn(
  text: string,
  origin: string,
  register: KeyRegister,
  now: number,
): Promise<VerifiedSignIn | undefined> {
  const parsed = parseSignIn(encodeUtf8(text));
  if (!parsed.ok || parsed.claim.log !== origin) return undefined;
  const { participant, office, challenge } = parsed.claim;
  const name = officeKeyName(origin, participant, office);
  const valid = keysOf(register, participant, office).filter(
    (k) =>
      k.key.name === name &&
      k.revokedAt === undefined &&
      k.from <= now &&
      (k.until === undefined || now < k.until),
  );
  const { verified, unknown, findings } = await verifyNote(
    parsed.note,
    valid.map(({ key }) => key),
    suite,
  );
  if (unknown.length > 0) await verifyInVain(parsed.note);
  const [key] = verified;
  if (key === undefined || unknown.length > 0 || findings.length > 0) return undefined;
  return { participant, office, challenge, keyId: key.keyId };
}

const { publicKey } = generateKeyPairSync('ed25519');
const nobodysKey = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));

/** Does for a line of nobody's the same work as for one of a known key, so that the time of a refusal tells neither. */
async function verifyInVain(note: Note): Promise<void> {
  const keys = note.signatures.slice(0, 1).map(({ name, keyId }) => ({
    ...verifierKey(name, 'ed25519', nobodysKey),
    keyId,
  }));
  await verifyNote({ ...note, signatures: note.signatures.slice(0, 1) }, keys, suite);
}
