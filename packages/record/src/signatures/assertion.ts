import { encodeBase64 } from '../bytes/base64.ts';
import { concatBytes, equalBytes } from '../bytes/bytes.ts';
import { encodeUtf8, parseUtf8 } from '../bytes/text.ts';
import { type Passkey, parsePasskey } from '../keys/passkey.ts';
import { sha256 } from '../tree/hash.ts';
import type { SignatureSuite } from './suite.ts';

/** What an authenticator gave back, as it gave it. */
export interface Assertion {
  readonly authenticatorData: Uint8Array;
  readonly clientDataJson: Uint8Array;
  /** DER for ES256, 64 bytes for EdDSA. */
  readonly signature: Uint8Array;
}

/** What a passkey is asked to sign for a note: the SHA-256 of its text. */
export function passkeyChallenge(text: string): Uint8Array {
  return sha256(encodeUtf8(text));
}

/** Three parts, each after its length in two bytes, the greater first. @throws RangeError over 65,535 bytes */
export function encodeAssertion({ authenticatorData, clientDataJson, signature }: Assertion): Uint8Array {
  return concatBytes(...[authenticatorData, clientDataJson, signature].flatMap(withLength));
}

function withLength(part: Uint8Array): Uint8Array[] {
  if (part.length > 0xffff) throw new RangeError('a part of an assertion is too long');
  return [Uint8Array.of(part.length >> 8, part.length & 0xff), part];
}

/** Reads what `encodeAssertion` wrote, whole and nothing after it. @param bytes - untrusted */
export function parseAssertion(bytes: Uint8Array): Assertion | undefined {
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const end = at + 2 + (bytes[at] as number) * 256 + (bytes[at + 1] as number);
    if (end > bytes.length) return undefined;
    parts.push(bytes.slice(at + 2, end));
    at = end;
  }
  const [authenticatorData, clientDataJson, signature] = parts;
  if (at !== bytes.length || parts.length !== 3) return undefined;
  if (!authenticatorData || !clientDataJson || !signature) return undefined;
  return { authenticatorData, clientDataJson, signature };
}

/**
 * Verifies a passkey's signature over a note's text, with no network.
 *
 * @param publicKey - of a key of type `passkey`
 * @param signature - untrusted, without the key ID
 * @returns whether this passkey, touched and unlocked by its holder on a page of its origin, signed this very text.
 *   Source: Web Authentication Level 3, 7.2; docs/spec/notice.md.
 */
export async function verifyPasskey(
  publicKey: Uint8Array,
  text: string,
  signature: Uint8Array,
  suite: SignatureSuite,
): Promise<boolean> {
  const passkey = parsePasskey(publicKey);
  const assertion = parseAssertion(signature);
  if (passkey === undefined || assertion === undefined) return false;
  return verifyAssertion(passkey, passkeyChallenge(text), assertion, suite);
}

/** The same over a challenge. @param assertion - untrusted */
export async function verifyAssertion(
  passkey: Passkey,
  challenge: Uint8Array,
  assertion: Assertion,
  suite: SignatureSuite,
): Promise<boolean> {
  const { authenticatorData, clientDataJson, signature } = assertion;
  if (!isClientData(clientDataJson, challenge, passkey.origin)) return false;
  if (!isAuthenticatorData(authenticatorData, passkey.rpIdHash)) return false;
  const signed = concatBytes(authenticatorData, sha256(clientDataJson));
  return passkey.algorithm === 'es256'
    ? suite.verifyEs256(passkey.point, signed, signature)
    : suite.verifyEd25519(passkey.point, signed, signature);
}

/** Parsed, never compared as a whole: browsers may add members. */
function isClientData(bytes: Uint8Array, challenge: Uint8Array, origin: string): boolean {
  const data = parseObject(bytes);
  return (
    data?.['type'] === 'webauthn.get' &&
    data['challenge'] === encodeBase64Url(challenge) &&
    data['origin'] === origin &&
    (data['crossOrigin'] === undefined || data['crossOrigin'] === false) &&
    data['topOrigin'] === undefined
  );
}

function parseObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  const text = parseUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function encodeBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const userPresent = 0x01;
const userVerified = 0x04;

/** The relying party's hash, then flags: somebody touched it, and it knew who. The counter says nothing offline. */
function isAuthenticatorData(data: Uint8Array, hash: Uint8Array): boolean {
  const flags = data[32] ?? 0;
  const isUnlocked = (flags & userPresent) !== 0 && (flags & userVerified) !== 0;
  return data.length >= 37 && isUnlocked && equalBytes(data.subarray(0, 32), hash);
}
