import {
  encodeCanonical,
  encodeNote,
  type Note,
  type Parsed,
  parseCanonical,
  parseNote,
  type Signer,
  signNote,
} from '@rapport/record';

const typeLine = 'rapport/sign-in@v1';

/** What a sign-in note says: the server's challenge, and for whom. */
export interface SignInClaim {
  readonly challenge: string;
  readonly log: string;
  readonly participant: string;
  readonly office: string;
}

/** Makes the signed note by which an office key signs in. Its type line keeps it apart from notices. */
export async function signSignIn(claim: SignInClaim, signer: Signer): Promise<Uint8Array> {
  const text = `${typeLine}\n${encodeCanonical({ ...claim })}\n`;
  return encodeNote(await signNote(text, [signer]));
}

/**
 * Parses a sign-in note; its signature is still to be verified.
 *
 * @param bytes - untrusted
 */
export function parseSignIn(bytes: Uint8Array): { ok: true; claim: SignInClaim; note: Note } | { ok: false } {
  const parsed = parseNote(bytes);
  if (!parsed.ok) return { ok: false };
  const [first, line, end, ...rest] = parsed.value.text.split('\n');
  if (first !== typeLine || line === undefined || end !== '' || rest.length > 0) return { ok: false };
  const claim = readClaim(parseCanonical(line));
  return claim === undefined ? { ok: false } : { ok: true, claim, note: parsed.value };
}

function readClaim(parsed: Parsed<unknown>): SignInClaim | undefined {
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null) return undefined;
  const { challenge, log, participant, office, ...rest } = parsed.value as Record<string, unknown>;
  if (Object.keys(rest).length > 0) return undefined;
  if (typeof challenge !== 'string' || typeof log !== 'string') return undefined;
  if (typeof participant !== 'string' || typeof office !== 'string') return undefined;
  return { challenge, log, participant, office };
}
