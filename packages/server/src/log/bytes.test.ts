import { createHash } from 'node:crypto';
import { paths, signSignIn } from '@rapport/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exerciseDraft } from '../testing/exercise.ts';
import { noticeOf, openTestServer, post, signedText, type TestServer } from '../testing/test-server.ts';

let test_: TestServer;
let token: string;
beforeAll(async () => {
  test_ = await openTestServer();
  const anonymous = await test_.client();
  const { challenge } = await anonymous.challenge();
  const claim = { challenge, log: test_.server.origin, participant: 'MN', office: 'focal-point' };
  const note = await signSignIn(claim, test_.signer('MN', 'focal-point'));
  token = (await anonymous.signIn({ note: Buffer.from(note).toString('utf8') })).token ?? '';
});
afterAll(() => test_.close());

const compressed = { 'accept-encoding': 'gzip, deflate' };

test.each([
  ['a zip archive', [0x50, 0x4b, 3, 4]],
  ['what begins like gzip', [0x1f, 0x8b, 8, 0]],
  ['what begins like deflate', [0x78, 0x9c, 0, 0]],
])('%s comes as it is, not labelled as compressed', async (name, first) => {
  const bytes = Buffer.concat([Buffer.from(first), Buffer.alloc(4000, name)]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const attachments = [{ mediaType: 'application/zip', name: 'a.zip', sha256, size: bytes.length }];
  const note = await signedText(test_, noticeOf(test_, exerciseDraft({ attachments })));
  const body = JSON.stringify({ note, attachments: { [sha256]: bytes.toString('base64') } });
  const filed = await post(test_, body, 'application/json');
  expect([filed.status, filed.json.findings]).toEqual([201, undefined]);
  const url = paths.attachment(filed.json.id, sha256);
  const headers = { ...compressed, authorization: `Bearer ${token}` };
  const answer = await test_.app.inject({ url, headers });
  expect([answer.statusCode, answer.headers['content-encoding']]).toEqual([200, undefined]);
  expect(answer.rawPayload.equals(bytes)).toBe(true);
});

test('neither is a tile, whose hashes may begin like anything', async () => {
  const answer = await test_.app.inject({ url: '/log/tile/0/000.p/60', headers: compressed });
  expect([answer.statusCode, answer.headers['content-encoding']]).toEqual([200, undefined]);
  expect(answer.rawPayload).toHaveLength(60 * 32);
});
