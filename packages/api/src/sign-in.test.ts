import { webcrypto } from 'node:crypto';
import {
  createSuite,
  ed25519Signer,
  encodeNote,
  encodeUtf8,
  parseNotice,
  type Signer,
  type SubtleLike,
  signNote,
  verifyNote,
} from '@rapport/record';
import { expect, test } from 'vitest';
import { parseSignIn, signSignIn } from './sign-in.ts';

const subtle = webcrypto.subtle as unknown as SubtleLike;
const claim = {
  challenge: 'AAAA',
  log: 'abc.rapport.invalid/log',
  participant: 'XA',
  office: 'signing-officer',
};

async function newSigner(): Promise<Signer> {
  const generated = await webcrypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const pair = generated as webcrypto.CryptoKeyPair;
  const publicKey = new Uint8Array(await webcrypto.subtle.exportKey('raw', pair.publicKey));
  return ed25519Signer('abc.rapport.invalid/log/XA/signing-officer', pair.privateKey, publicKey, subtle);
}

test('what is signed is what is read, and it verifies', async () => {
  const signer = await newSigner();
  const parsed = parseSignIn(await signSignIn(claim, signer));
  if (!parsed.ok) throw new Error('refused');
  expect(parsed.claim).toEqual(claim);
  expect((await verifyNote(parsed.note, [signer.key], createSuite(subtle))).findings).toEqual([]);
});

test('a sign-in is never a notice', async () => {
  expect(parseNotice(await signSignIn(claim, await newSigner()))).toMatchObject({ code: 'notice-type-line' });
});

test.each([
  ['another type line', 'rapport/notice@v1\n{"challenge":"A","log":"l","office":"o","participant":"XA"}\n'],
  [
    'a member too many',
    'rapport/sign-in@v1\n{"a":1,"challenge":"A","log":"l","office":"o","participant":"XA"}\n',
  ],
  ['a member missing', 'rapport/sign-in@v1\n{"challenge":"A","log":"l","office":"o"}\n'],
  ['a number for a text', 'rapport/sign-in@v1\n{"challenge":1,"log":"l","office":"o","participant":"XA"}\n'],
  ['a space', 'rapport/sign-in@v1\n{"challenge":"A","log":"l","office":"o", "participant":"XA"}\n'],
  ['a third line', 'rapport/sign-in@v1\n{"challenge":"A","log":"l","office":"o","participant":"XA"}\nmore\n'],
])('%s is refused', async (_what, text) => {
  const bytes = encodeNote(await signNote(text, [await newSigner()]));
  expect(parseSignIn(bytes)).toEqual({ ok: false });
  expect(parseSignIn(encodeUtf8(text))).toEqual({ ok: false });
});
