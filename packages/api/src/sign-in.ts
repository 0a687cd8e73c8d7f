import type { Note, Signer } from '@rapport/record';
import { parseStatement, signStatement } from './statement.ts';

const typeLine = 'rapport/sign-in@v1';

/** What a sign-in note says: the server's challenge, and for whom. */
export interface SignInClaim {
  readonly challenge: string;
  readonly log: string;
  readonly participant: string;
  readonly office: string;
}

/** Makes the signed note by which an office key signs in. */
export async function signSignIn(claim: SignInClaim, signer: Signer): Promise<Uint8Array> {
  return signStatement(typeLine, { ...claim }, signer);
}

/**
 * Parses a sign-in note; its signature is still to be verified.
 *
 * @param bytes - untrusted
 */
export function parseSignIn(bytes: Uint8Array): { ok: true; claim: SignInClaim; note: Note } | { ok: false } {
  const parsed = parseStatement(bytes, typeLine, ['challenge', 'log', 'participant', 'office']);
  return parsed === undefined ? { ok: false } : { ok: true, ...parsed };
}
