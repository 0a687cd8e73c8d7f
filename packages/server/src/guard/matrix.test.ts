import { encodeVerifierKey } from '@rapport/record';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';
import { type Person, signInAll } from './people.ts';
import { fileSecrets, type Secret, type SecretKind, takeUp } from './secrets.ts';

/**
 * Who may read what, written down by hand from the words of the specification, not asked of the code under test.
 * KZ files; MN took up a measure of each circle; UZ is named,
 * and coordinates an area of the dimension; AZ is a member and no more.
 */
const readersOf: Readonly<Record<SecretKind, readonly string[]>> = {
  all: ['public', 'KZ', 'MN', 'UZ', 'AZ', 'secretariat'],
  participants: ['KZ', 'MN', 'UZ', 'AZ', 'secretariat'],
  named: ['KZ', 'MN', 'UZ'],
  one: ['KZ', 'UZ'],
  takers: ['KZ', 'MN'],
  dimension: ['KZ', 'MN', 'UZ'],
};

/** How a route answers: with one notice, with the way to it, with a list, to a session or to the secretariat only, alike to everybody, or without asking who it is: with notices, or with counts of them. */
type Kind =
  | 'secretariat'
  | 'own-secretariat'
  | 'one'
  | 'found'
  | 'list'
  | 'received'
  | 'sent'
  | 'own'
  | 'alike'
  | 'everybody'
  | 'counted'
  | 'write';

const noDraft = '00000000-0000-4000-8000-000000000000';

/** Each route that the server has. One that is not in this table fails the test below. */
const table: Readonly<Record<string, readonly (readonly [Kind, (secret: Secret) => string])[]>> = {
  'GET /api/v1/notices': [
    ['list', () => '/api/v1/notices?limit=100'],
    ['list', ({ measure }) => `/api/v1/notices?limit=100&measure=${measure}`],
    ['received', () => '/api/v1/notices?box=received&limit=100'],
    ['sent', () => '/api/v1/notices?box=sent&limit=100'],
  ],
  'GET /api/v1/search': [
    ['list', ({ kind }) => `/api/v1/search?q=%22only+for+${kind}%22&limit=50`],
    ['list', ({ measure }) => `/api/v1/search?measure=${measure}&limit=50`],
    ['received', ({ kind }) => `/api/v1/search?q=5b1e+${kind}&box=received&limit=50`],
    ['sent', ({ kind }) => `/api/v1/search?q=5b1e+${kind}&box=sent&limit=50`],
  ],
  'GET /api/v1/notices/{id}': [['one', ({ id }) => `/api/v1/notices/${id}`]],
  'GET /api/v1/notices/{id}/receipt': [['one', ({ id }) => `/api/v1/notices/${id}/receipt`]],
  'GET /api/v1/notices/{id}/witnessed-receipt': [
    ['one', ({ id }) => `/api/v1/notices/${id}/witnessed-receipt`],
  ],
  'GET /api/v1/notices/{id}/pdf': [['one', ({ id }) => `/api/v1/notices/${id}/pdf?languages=en`]],
  'GET /api/v1/notices/{id}/proof': [['one', ({ id }) => `/api/v1/notices/${id}/proof`]],
  'GET /api/v1/notices/{id}/attachments/{sha256}': [
    ['one', ({ id, attachment }) => `/api/v1/notices/${id}/attachments/${attachment}`],
  ],
  'GET /api/v1/threads/{id}': [['one', ({ id }) => `/api/v1/threads/${id}`]],
  'GET /api/v1/threads/{id}/docx': [['one', ({ id }) => `/api/v1/threads/${id}/docx`]],
  'GET /api/v1/exports/{list}': [
    ['list', () => '/api/v1/exports/notices?format=csv'],
    ['sent', () => '/api/v1/exports/notices?format=csv&box=sent'],
    ['list', ({ measure }) => `/api/v1/exports/threads?format=csv&measure=${measure}`],
    ['own', () => '/api/v1/exports/due?format=csv'],
    ['alike', () => '/api/v1/exports/released?format=csv'],
  ],
  'GET /api/v1/log/notices': [['list', () => '/api/v1/log/notices?from=0&limit=256']],
  'GET /api/v1/measures/{id}/threads': [['list', ({ measure }) => `/api/v1/measures/${measure}/threads`]],
  'GET /api/v1/released': [
    ['everybody', () => '/api/v1/released?limit=100'],
    ['everybody', ({ measure }) => `/api/v1/released?limit=100&measure=${measure}`],
  ],
  'GET /api/v1/statistics': [['counted', () => '/api/v1/statistics']],
  'GET /api/v1/statistics.csv': [['counted', () => '/api/v1/statistics.csv']],
  'GET /feeds/released.atom': [['everybody', () => '/feeds/released.atom']],
  'GET /feeds/measures/{file}': [['everybody', ({ measure }) => `/feeds/measures/${measure}.atom`]],
  'GET /feeds/dimensions/{file}': [['everybody', () => '/feeds/dimensions/human.atom']],
  'GET /calendar/public/{file}': [['everybody', () => '/calendar/public/volunteer-exchange.ics']],
  'GET /calendar/{file}': [['write', () => `/calendar/${'A'.repeat(43)}.ics`]], // one that is none; others: calendars.test.ts
  'GET /api/v1/calendars': [['own', () => '/api/v1/calendars']],
  'GET /r/{organisation}/{series}/{participant}/{year}/{number}': [
    ['found', ({ reference }) => `/r/${reference}`],
  ],
  'GET /api/v1/clocks': [['own', () => '/api/v1/clocks']],
  'GET /api/v1/clocks/items': [
    ['own', () => '/api/v1/clocks/items?side=owed&state=running'],
    ['own', () => '/api/v1/clocks/items?side=awaited&state=running'],
  ],
  'GET /api/v1/secretariat/register': [['secretariat', () => '/api/v1/secretariat/register?limit=100']],
  'GET /api/v1/secretariat/reminders': [['own-secretariat', () => '/api/v1/secretariat/reminders']],
  'POST /api/v1/secretariat/reminders': [['write', () => '/api/v1/secretariat/reminders']],
  'GET /api/v1/secretariat/not-received': [['own-secretariat', () => '/api/v1/secretariat/not-received']],
  'GET /api/v1/sessions': [['own', () => '/api/v1/sessions']],
  'GET /api/v1/drafts': [['own', () => '/api/v1/drafts']],
  'GET /api/v1/office': [['own', () => '/api/v1/office']],
  'GET /api/v1/mail/addresses': [['own', () => '/api/v1/mail/addresses']],
  'GET /api/v1/mail/shown': [['own', () => '/api/v1/mail/shown']],
  'GET /api/v1/people': [['own', () => '/api/v1/people']],
  'GET /api/v1/sign-in/providers': [['alike', () => '/api/v1/sign-in/providers']],
  'GET /api/v1/sign-in/callback': [['write', () => '/api/v1/sign-in/callback?code=x&state=y']],
  'GET /api/v1/session': [['alike', () => '/api/v1/session']],
  'GET /api/v1/organisation': [['alike', () => '/api/v1/organisation']],
  'GET /api/v1/facts': [['alike', () => '/api/v1/facts']],
  'GET /api/v1/adherence': [['alike', () => '/api/v1/adherence']],
  'GET /api/v1/register': [['alike', () => '/api/v1/register']],
  'GET /api/v1/lists/{id}': [['alike', () => '/api/v1/lists/theatres']],
  'GET /api/v1/measures/{id}/{edition}': [['alike', ({ measure }) => `/api/v1/measures/${measure}/1`]],
  'GET /api/v1/demonstration/offices': [['alike', () => '/api/v1/demonstration/offices']],
  'GET /api/openapi.json': [['alike', () => '/api/openapi.json']],
  'GET /healthz': [['alike', () => '/healthz']],
  'GET /readyz': [['alike', () => '/readyz']],
  'GET /metrics': [['alike', () => '/metrics']],
  'GET /log/checkpoint': [['alike', () => '/log/checkpoint']],
  'GET /log/key': [['alike', () => '/log/key']],
  'GET /log/witnessed-policy': [['alike', () => '/log/witnessed-policy']],
  'GET /api/v1/witnesses': [['alike', () => '/api/v1/witnesses']],
  'GET /log/policy': [['alike', () => '/log/policy']],
  'GET /log/tile/{file}': [
    ['alike', () => '/log/tile/0/000.p/5'],
    ['alike', () => '/log/tile/entries/000.p/90'],
  ],
  'POST /api/v1/notices': [['write', ({ id }) => `/api/v1/notices?${id}`]],
  'POST /api/v1/calendars': [['write', () => '/api/v1/calendars']],
  'POST /api/v1/invitations': [['write', () => '/api/v1/invitations']],
  'POST /api/v1/drafts/{id}/acts': [['write', () => `/api/v1/drafts/${noDraft}/acts`]],
  'POST /api/v1/drafts/{id}/signing': [['write', () => `/api/v1/drafts/${noDraft}/signing`]],
  'POST /api/v1/mail/addresses': [['write', () => '/api/v1/mail/addresses']],
  'POST /api/v1/mail/confirmations': [['write', () => '/api/v1/mail/confirmations']],
  'POST /api/v1/mail/stops/{code}': [['write', ({ id }) => `/api/v1/mail/stops/${id}`]],
  'POST /api/v1/sign-in/begin': [['write', () => '/api/v1/sign-in/begin']],
  'POST /api/v1/sessions': [['write', () => '/api/v1/sessions']],
  'POST /api/v1/sessions/challenges': [['write', () => '/api/v1/sessions/challenges']],
  'POST /api/v1/demonstration/certificates': [['write', () => '/api/v1/demonstration/certificates']],
};

/** Tried elsewhere, each with its reason. */
const elsewhere: Readonly<Record<string, string>> = {
  'GET /api/v1/drafts/{id}': 'of one participant: drafts.test.ts asks as others and as the public',
  'PUT /api/v1/drafts/{id}': 'the same',
  'PUT /api/v1/office': 'sets how the desk of who asks works: office.test.ts',
  'PUT /api/v1/office/duty': 'says who is away: office.test.ts',
  'DELETE /api/v1/drafts/{id}': 'the same',
  'GET /api/v1/drafts/{id}/files/{sha256}': 'the same',
  'PUT /api/v1/drafts/{id}/files/{sha256}': 'the same',
  'GET /api/v1/events': 'a stream that does not end: events.test.ts and the test below',
  'DELETE /api/v1/session': 'ends the very session that asks: sessions.test.ts',
  'DELETE /api/v1/calendars/{id}': 'ends a calendar address: calendars.test.ts',
  'DELETE /api/v1/invitations/{id}': 'takes an invitation back: people.test.ts',
  'PUT /api/v1/mail/addresses/{id}': 'changes an address: mail/routes.test.ts',
  'DELETE /api/v1/mail/addresses/{id}': 'erases an address: mail/routes.test.ts',
  'PUT /api/v1/secretariat/register/{id}/mark': 'notes beside a letter: secretariat.test.ts',
  'PUT /api/v1/secretariat/handed-over/{id}': 'writes a draft for another: secretariat.test.ts',
  'DELETE /api/v1/sessions': 'ends others of the same office: own-sessions.test.ts',
  'DELETE /api/v1/sessions/{id}': 'ends one of the same office: own-sessions.test.ts',
};

let test_: TestServer;
let secrets: Secret[] = [];
let people: Person[] = [];
let cells = 0;

beforeAll(async () => {
  test_ = await openTestServer();
  await takeUp(test_);
  secrets = await fileSecrets(test_);
  people = await signInAll(test_, revokeUzbekKey);
});
afterAll(() => test_.close());

/** The root of an invented ministry revokes the key of the session that stands for whoever has lost one. */
async function revokeUzbekKey(): Promise<void> {
  const key = encodeVerifierKey(test_.signer('UZ', 'signing-officer').key);
  await fileDraft(test_, {
    participant: 'UZ',
    office: 'root',
    measureId: 'keys',
    step: 'revoke',
    audience: { kind: 'all' },
    answers: { key, reason: 'lost' },
  });
}

test('every route of the server is in the table, and nothing else is', async () => {
  const described = (await test_.app.inject({ url: '/api/openapi.json' })).json() as {
    paths: Record<string, Record<string, unknown>>;
  };
  const routes = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'head')
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
  const known = [...Object.keys(table), ...Object.keys(elsewhere)].filter(
    (route) => !['GET /api/openapi.json', 'GET /api/v1/sign-in/callback'].includes(route), // not described
  );
  expect(routes.toSorted()).toEqual(known.toSorted());
});

/** The status, and whether the answer holds the notice, that a person is owed. */
function owed(kind: Kind, person: Person, secret: Secret): { status: number | undefined; holds: boolean } {
  if (kind === 'write') return { status: undefined, holds: false };
  if (kind === 'counted') return { status: 200, holds: false };
  if (kind === 'everybody') return { status: 200, holds: secret.kind === 'all' };
  if (person.isRefused) return { status: 401, holds: false };
  const may = readersOf[secret.kind].includes(person.reads);
  const isSender = person.reads === 'KZ';
  if (kind === 'secretariat' || kind === 'own-secretariat') {
    const isIts = person.reads === 'secretariat';
    const status = person.reads === 'public' ? 401 : 404;
    return { status: isIts ? 200 : status, holds: isIts && may && kind === 'secretariat' };
  }
  if (kind === 'one') return { status: may ? 200 : 404, holds: may };
  if (kind === 'found') return { status: may ? 303 : 404, holds: may };
  if (kind === 'list') return { status: 200, holds: may };
  if (kind === 'received') return { status: 200, holds: may && !isSender };
  if (kind === 'sent') return { status: 200, holds: isSender };
  if (kind === 'own') return { status: person.reads === 'public' ? 401 : 200, holds: false };
  return { status: undefined, holds: false };
}

async function ask(method: string, url: string, person: Person) {
  const body = method === 'POST' ? { payload: '{}' } : {};
  const headers = { ...person.headers, ...(method === 'POST' ? { 'content-type': 'application/json' } : {}) };
  return test_.app.inject({ method: method as 'GET', url, headers, ...body });
}

describe('the matrix of people, routes and audiences', () => {
  test.each(Object.keys(table))('%s', async (route) => {
    const [method = 'GET'] = route.split(' ');
    for (const person of people) {
      for (const secret of secrets) {
        for (const [kind, urlOf] of table[route] ?? []) {
          const url = urlOf(secret);
          const answer = await ask(method, url, person);
          const { status, holds } = owed(kind, person, secret);
          const cell = `${person.name} ${method} ${url} (${secret.kind})`;
          if (status !== undefined) expect([cell, answer.statusCode]).toEqual([cell, status]);
          else expect([cell, answer.statusCode < 500]).toEqual([cell, true]);
          const said = `${JSON.stringify(answer.headers)}${answer.payload}`;
          const told = secret.traces.filter((trace) => said.includes(trace));
          const mayHold = holds || (kind === 'alike' && secret.kind === 'all');
          if (!mayHold && kind !== 'own' && kind !== 'own-secretariat')
            expect([cell, told]).toEqual([cell, []]);
          if (
            (kind === 'own' || kind === 'own-secretariat') &&
            !readersOf[secret.kind].includes(person.reads)
          )
            expect([cell, told]).toEqual([cell, []]);
          if (holds && kind !== 'one') expect([cell, told.includes(secret.id)]).toEqual([cell, true]);
          if (status === 404) await expectLikeNothing(url, secret, person, answer.payload);
          const cached =
            kind === 'everybody' || kind === 'counted' ? 'public, no-cache' : 'private, no-store';
          if (status === 200 && kind !== 'alike')
            expect([cell, answer.headers['cache-control']]).toEqual([cell, cached]);
          if (method === 'GET') {
            const head = await test_.app.inject({ method: 'HEAD', url, headers: person.headers });
            expect([cell, head.statusCode, head.payload]).toEqual([cell, answer.statusCode, '']);
          }
          cells += 1;
        }
      }
    }
  });

  test('has as many cells as people, audiences and ways of asking', () => {
    const ways = Object.values(table).flat().length;
    expect(cells).toBe(people.length * secrets.length * ways);
    expect(cells).toBeGreaterThan(1500);
  });
});

/** What may not be seen is answered as what is not there, to the last byte. */
async function expectLikeNothing(
  url: string,
  secret: Secret,
  person: Person,
  payload: string,
): Promise<void> {
  const absent = url
    .replaceAll(secret.id, 'ab'.repeat(32))
    .replaceAll(secret.reference, secret.reference.replace(/\d+$/, '9999'));
  const answer = await ask('GET', absent, person);
  expect(answer.payload).toBe(payload);
}

describe('the stream of events, asked from the beginning', () => {
  test('tells each person what it may read and nothing more', async () => {
    const base = await test_.app.listen({ port: 0, host: '127.0.0.1' });
    for (const person of people) {
      const ending = new AbortController();
      const headers = { ...person.headers, 'last-event-id': '0' };
      const answer = await fetch(`${base}/api/v1/events`, { headers, signal: ending.signal });
      if (person.isRefused) {
        expect([person.name, answer.status]).toEqual([person.name, 401]);
        continue;
      }
      const chunk = await answer.body?.getReader().read();
      ending.abort();
      const text = Buffer.from(chunk?.value ?? []).toString();
      const told = secrets.filter(({ id }) => text.includes(id)).map(({ kind }) => kind);
      const expected = secrets
        .filter(({ kind }) => readersOf[kind].includes(person.reads))
        .map(({ kind }) => kind);
      expect([person.name, told]).toEqual([person.name, expected]);
    }
  });
});
