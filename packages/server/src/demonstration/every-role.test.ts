import { generateKeyPairSync } from 'node:crypto';
import { encodeVerifierKey, officeKeyName, verifierKey } from '@rapport/record';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../testing/test-server.ts';

let test_: TestServer;
beforeAll(async () => {
  test_ = await openTestServer();
});
afterAll(() => test_.close());

/** The key that a visitor's browser would have made. */
function visitorKey(participant: string): string {
  const { x = '' } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  const raw = new Uint8Array(Buffer.from(x, 'base64url'));
  const name = officeKeyName(test_.server.origin, participant, 'signing-officer');
  return encodeVerifierKey(verifierKey(name, 'ed25519', raw));
}

async function certify(participant: string) {
  const payload = { participant, office: 'signing-officer', key: visitorKey(participant) };
  return test_.app.inject({ method: 'POST', url: '/api/v1/demonstration/certificates', payload });
}

const one = (role: string): string =>
  test_.server.organisation.participants.find((participant) => participant.role === role)?.code ?? '';

test.each(['observer', 'partner', 'non-member', 'member'])(
  'a visitor can act for a participant: %s',
  async (role) => {
    const enrolled = async (): Promise<boolean> => (await test_.server.readRegister()).roots.has(one(role));
    expect(await enrolled()).toBe(role === 'member');
    expect((await certify(one(role))).statusCode).toBe(201);
    expect(await enrolled()).toBe(true);
    expect((await certify(one(role))).statusCode).toBe(201);
  },
);

test('and for nobody else', async () => {
  const payload = { participant: one('observer'), office: 'secretariat', key: visitorKey(one('observer')) };
  const answer = await test_.app.inject({
    method: 'POST',
    url: '/api/v1/demonstration/certificates',
    payload,
  });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'body-form']);
});
