import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { concatBytes } from '../bytes/bytes.ts';
import { checkPublicKey } from '../keys/check-public-key.ts';
import { encodePasskey, type Passkey, parsePasskey, rpIdHash } from '../keys/passkey.ts';
import { encodeVerifierKey, parseVerifierKey, verifierKey } from '../keys/verifier-key.ts';
import type { Note } from '../notes/note.ts';
import { verifyNote } from '../notes/verify-note.ts';
import { sha256 } from '../tree/hash.ts';
import { encodeAssertion, parseAssertion, passkeyChallenge } from './assertion.ts';
import { rawFromDer } from './der.ts';
import type { SubtleLike } from './subtle.ts';
import { createSuite } from './suite.ts';

const suite = createSuite(crypto.subtle as unknown as SubtleLike);
const origin = 'https://rapport.strait.example';
const text = 'rapport/notice@v1\n{}\n';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = pair.publicKey.export({ format: 'jwk' });
const point = Buffer.concat([Uint8Array.of(4), of(jwk.x), of(jwk.y)]);
const passkey: Passkey = { algorithm: 'es256', point, rpIdHash: rpIdHash('strait.example'), origin };
const key = verifierKey('strait.example/XA/minister', 'passkey', encodePasskey(passkey));

function of(part = ''): Buffer {
  return Buffer.from(part, 'base64url');
}

interface Touch {
  client?: Record<string, unknown>;
  rpId?: string;
  flags?: number;
  counter?: number[];
  signer?: KeyObject;
}

function touch({
  client = {},
  rpId = 'strait.example',
  flags = 5,
  counter = [0, 0, 0, 1],
  signer,
}: Touch): Uint8Array {
  const challenge = Buffer.from(passkeyChallenge(text)).toString('base64url');
  const data = { type: 'webauthn.get', challenge, origin, crossOrigin: false, later: 'member', ...client };
  const clientDataJson = Buffer.from(JSON.stringify(data));
  const authenticatorData = concatBytes(rpIdHash(rpId), Uint8Array.of(flags, ...counter));
  const signed = concatBytes(authenticatorData, sha256(clientDataJson));
  const signature = new Uint8Array(sign('sha256', signed, signer ?? pair.privateKey));
  return encodeAssertion({ authenticatorData, clientDataJson, signature });
}

async function codes(signature: Uint8Array, over = text): Promise<string[]> {
  const note: Note = { text: over, signatures: [{ name: key.name, keyId: key.keyId, signature }] };
  const { findings } = await verifyNote(note, [key], suite);
  return findings.map(({ code }) => code);
}

describe('a note signed by a passkey', () => {
  test('verifies by its certified key alone', async () => {
    expect(await codes(touch({}))).toEqual([]);
  });

  const refused: [string, Touch][] = [
    [
      'over another text',
      { client: { challenge: Buffer.from(passkeyChallenge('x\n')).toString('base64url') } },
    ],
    ['on a page of another origin', { client: { origin: 'https://strait.example' } }],
    ['in a frame of another site', { client: { crossOrigin: true } }],
    ['beneath a page of another site', { client: { topOrigin: 'https://other.example' } }],
    ['at registration', { client: { type: 'webauthn.create' } }],
    ['for another relying party', { rpId: 'other.example' }],
    ['with nobody present', { flags: 4 }],
    ['with nobody verified', { flags: 1 }],
    ['with authenticator data cut short', { counter: [0, 0, 0] }],
    ['by another authenticator', { signer: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
  ];
  test.each(refused)('is refused when signed %s', async (_, how) => {
    expect(await codes(touch(how))).toContain('signature-invalid');
  });

  test('is refused with anything after the assertion, and for another note', async () => {
    expect(await codes(concatBytes(touch({}), Uint8Array.of(0)))).toContain('signature-invalid');
    expect(await codes(touch({}), 'rapport/notice@v1\n{"a":1}\n')).toContain('signature-invalid');
  });

  test('is refused with any one bit of it changed, but for the s that DER lets stand', async () => {
    const good = touch({});
    for (let at = 0; at < good.length; at++) {
      const bad = good.map((byte, i) => (i === at ? byte ^ 1 : byte));
      expect(await codes(bad), `byte ${at}`).toContain('signature-invalid');
    }
  });
});

describe('a passkey to be certified', () => {
  test('is read from its text as it was written', () => {
    const parsed = parseVerifierKey(encodeVerifierKey(key));
    expect(parsed).toEqual({ ok: true, value: key });
    expect(parsePasskey(key.publicKey)).toEqual({ ...passkey, point: new Uint8Array(point) });
    expect(checkPublicKey('passkey', key.publicKey)).toEqual([]);
  });

  const crooked: [string, Partial<Passkey>, string][] = [
    ['a point beside the curve', { point: new Uint8Array(65).fill(4) }, 'key-not-canonical'],
    ['a page without encryption', { origin: 'http://strait.example' }, 'passkey-form'],
    ['a page with a path', { origin: `${origin}/x` }, 'passkey-form'],
    ['a relying party that is not of the page', { rpIdHash: rpIdHash('other.example') }, 'passkey-form'],
  ];
  test.each(crooked)('is refused for %s', (_, how, code) => {
    const findings = checkPublicKey('passkey', encodePasskey({ ...passkey, ...how }));
    expect(findings.map((one) => one.code)).toEqual([code]);
  });
});

test.each([
  ['a length that is not its own', [0x30, 7, 2, 1, 1, 2, 1, 1]],
  ['a zero too many', [0x30, 7, 2, 2, 0, 1, 2, 1, 1]],
  ['a negative number', [0x30, 6, 2, 1, 0x81, 2, 1, 1]],
  ['a zero', [0x30, 6, 2, 1, 0, 2, 1, 1]],
  ['something after it', [0x30, 7, 2, 1, 1, 2, 1, 1, 0]],
])('DER with %s is no signature', (_, bytes) => {
  expect(rawFromDer(Uint8Array.from(bytes))).toBeUndefined();
  expect(rawFromDer(Uint8Array.of(0x30, 6, 2, 1, 1, 2, 1, 1))?.[63]).toBe(1);
});

test('an assertion cut short is none', () => {
  const good = touch({});
  expect(parseAssertion(good)).toBeDefined();
  for (const length of [0, 1, 2, 40, good.length - 1])
    expect(parseAssertion(good.slice(0, length))).toBeUndefined();
});
