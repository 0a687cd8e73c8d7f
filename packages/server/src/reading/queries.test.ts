import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../testing/test-server.ts';

let test_: TestServer;
beforeAll(async () => {
  test_ = await openTestServer();
});
afterAll(() => test_.close());

test.each([
  '/api/v1/notices?measure=%00',
  '/api/v1/notices?measure=a%00b',
  '/api/v1/notices?before=99999999999999999999',
  '/api/v1/notices?before=9223372036854775807',
  '/api/v1/notices?before=-1',
  '/api/v1/notices?limit=0',
  '/api/v1/notices?limit=101',
  '/api/v1/notices?box=everything',
  '/api/v1/log/notices?from=99999999999999999999',
  '/api/v1/log/notices?from=9223372036854775807',
  '/api/v1/notices/not-an-id',
])('a query that makes no sense is said to be one: %s', async (url) => {
  const answer = await test_.app.inject({ url });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'body-form']);
});

test('what is not there is not found, in the language asked for', async () => {
  const headers = { 'accept-language': 'ru-RU,ru;q=0.9' };
  const answer = await test_.app.inject({ url: `/api/v1/notices/${'0'.repeat(64)}`, headers });
  expect(answer.statusCode).toBe(404);
  expect(answer.json().title).toMatch(/[а-я]/);
});
