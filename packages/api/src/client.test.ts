import { expect, test } from 'vitest';
import { type ClientOptions, createClient, type Fetched, ProblemError } from './client.ts';

type Asked = { url: string; init: Parameters<ClientOptions['fetch']>[1] };

/** A client of a server that always answers the same, and what it was asked. */
function clientOf(status: number, body: string, more: Partial<ClientOptions> = {}) {
  const asked: Asked[] = [];
  const type = body.startsWith('{') ? 'application/problem+json' : 'text/html';
  const answer: Fetched = {
    ok: status < 400,
    status,
    headers: { get: (name) => (name === 'content-type' ? type : null) },
    json: () => Promise.resolve(JSON.parse(body) as unknown),
    text: () => Promise.resolve(body),
    arrayBuffer: () => Promise.resolve(new TextEncoder().encode(body).buffer),
  };
  const fetch: ClientOptions['fetch'] = (url, init) => {
    asked.push({ url, init });
    return Promise.resolve(answer);
  };
  return { asked, client: createClient({ base: 'https://example.org', fetch, language: 'ru', ...more }) };
}

test('it asks in the language and with the token it was given', async () => {
  const { asked, client } = clientOf(200, '{}', { token: 'secret' });
  await client.file({ note: 'a note' });
  expect(asked[0]?.url).toBe('https://example.org/api/v1/notices');
  expect(asked[0]?.init.headers).toMatchObject({ 'accept-language': 'ru', authorization: 'Bearer secret' });
  expect(asked[0]?.init).toMatchObject({ method: 'POST', body: '{"note":"a note"}' });
});

test('what a query leaves out is not asked for, and the rest cannot break out of the address', async () => {
  const { asked, client } = clientOf(200, '{"notices":[]}');
  await client.notices({ measure: 'a&b=c', limit: 5 });
  await client.notices({});
  expect(asked.map(({ url }) => url)).toEqual([
    'https://example.org/api/v1/notices?measure=a%26b%3Dc&limit=5',
    'https://example.org/api/v1/notices',
  ]);
});

test('a problem is thrown with its findings', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Refused',
    status: 422,
    code: 'filing-refused',
    findings: [],
  };
  const { client } = clientOf(422, JSON.stringify(problem));
  await expect(client.file({ note: '' })).rejects.toMatchObject({ problem });
});

test('an answer that is no problem document is one of its own', async () => {
  const { client } = clientOf(502, '<html>');
  const failing = client.organisation();
  await expect(failing).rejects.toThrow(ProblemError);
  await expect(failing).rejects.toMatchObject({ problem: { status: 502, code: 'http' } });
});

test('nobody signed in is no error', async () => {
  expect(await clientOf(204, '').client.session()).toBeUndefined();
});
