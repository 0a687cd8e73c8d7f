import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';

let test_: TestServer;
beforeAll(async () => {
  test_ = await openTestServer();
});
afterAll(() => test_.close());

const example = new URL(
  '../../../../organisations/cica/measures/volunteer-exchange/examples/accepted-need.json',
  import.meta.url,
);

function need(kind: 'all' | 'participants') {
  const { answers } = JSON.parse(readFileSync(example, 'utf8').replaceAll('"XA"', '"KZ"'));
  return { participant: 'KZ', measureId: 'volunteer-exchange', step: 'need', audience: { kind }, answers };
}

const read = async () => (await test_.app.inject({ url: '/api/v1/statistics' })).json();
const cellOf = (said: Awaited<ReturnType<typeof read>>, id: string) =>
  said.years
    .find(({ year }: { year: number }) => year === 2027)
    .dimensions.find((one: { id: string }) => one.id === id);

test('counts what everybody may read, from the floor on, and nothing that others alone may', async () => {
  const dimension = 'human';
  const file = (kind: 'all' | 'participants') => fileDraft(test_, need(kind));
  for (let i = 0; i < 4; i += 1) await file('all');
  for (let i = 0; i < 3; i += 1) await file('participants');
  expect(cellOf(await read(), dimension).threads).toBeUndefined();
  await file('all');
  const said = await read();
  // The one count at the floor stands in its row among several that are below it.
  expect(cellOf(said, dimension)).toEqual({ id: dimension, notices: 5, threads: 5 });
  expect(said.years.at(-1).entries).toBe(said.size);
  expect(said.size).toBeGreaterThan(8);
});

test('is a table for programs too, and names no participant', async () => {
  const answer = await test_.app.inject({ url: '/api/v1/statistics.csv' });
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  const lines = answer.payload.trimEnd().split('\r\n');
  expect(lines[0]).toBe('year,dimension,counted,count');
  expect(lines).toContain('2027,all,threads-at-least,5');
  const codes = test_.server.organisation.participants.map(({ code }) => code);
  const fields = new Set(`${answer.payload}${JSON.stringify(await read())}`.split(/[^A-Za-z0-9-]+/));
  expect(codes.filter((code) => fields.has(code))).toEqual([]);
});

test('who has the answer already is told so', async () => {
  const first = await test_.app.inject({ url: '/api/v1/statistics' });
  const headers = { 'if-none-match': String(first.headers.etag) };
  expect((await test_.app.inject({ url: '/api/v1/statistics', headers })).statusCode).toBe(304);
  const others = { 'if-none-match': '"another"' };
  expect((await test_.app.inject({ url: '/api/v1/statistics', headers: others })).statusCode).toBe(200);
});
