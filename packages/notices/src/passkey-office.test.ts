import type { Step } from '@rapport/measures';
import {
  encodePasskey,
  encodeVerifierKey,
  officeKeyName,
  rpIdHash,
  type SignedNotice,
  verifierKey,
} from '@rapport/record';
import { expect, test } from 'vitest';
import { checkRegistration } from './check-keys.ts';
import { emptyRegister, type KeyRegister, type OfficeKey } from './key-register.ts';

const log = 'rapport.strait.example';
const root = { participant: 'XA', office: 'root' } as OfficeKey;
const register: KeyRegister = {
  ...emptyRegister(),
  size: 2,
  organisation: 'ORG',
  roots: new Map([['XA', [root]]]),
};

function passkeyOf(participant: string, office: string): string {
  const point = Buffer.from(
    '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    'hex', // the base point of P-256
  );
  const origin = 'https://rapport.strait.example';
  const bytes = encodePasskey({ algorithm: 'es256', point, rpIdHash: rpIdHash('strait.example'), origin });
  return encodeVerifierKey(verifierKey(officeKeyName(log, participant, office), 'passkey', bytes));
}

function codesOf(effect: string, signer: string, answers: Record<string, string>): string[] {
  const notice = { log, participant: signer, office: 'root', answers };
  const signed = { notice, note: { text: '', signatures: [] } } as unknown as SignedNotice;
  return checkRegistration(signed, { effect } as unknown as Step, register, 0).map(({ code }) => code);
}

test('a passkey serves an office', () => {
  expect(
    codesOf('certifies-office-key', 'XA', { office: 'minister', key: passkeyOf('XA', 'minister') }),
  ).toEqual([]);
});

test('a passkey of another office is refused', () => {
  const key = passkeyOf('XA', 'desk');
  expect(codesOf('certifies-office-key', 'XA', { office: 'minister', key })).toEqual(['key-name-other']);
});

test('a root key is made offline: no passkey', () => {
  const key = passkeyOf('XB', 'root');
  expect(codesOf('enrols-participant', 'ORG', { participant: 'XB', key })).toEqual(['key-type']);
});
