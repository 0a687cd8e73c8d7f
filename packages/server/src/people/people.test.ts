import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InvitationClaim, type OwnPeople, signInvitation } from '@rapport/api';
import { encodeVerifierKey } from '@rapport/record';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientId, clientSecret, type Ministry, openMinistry } from '../testing/ministry.ts';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';
import { ProvidersError, readProviders } from './providers.ts';

const address = 'http://127.0.0.1:9';
const folder = mkdtempSync(join(tmpdir(), 'rapport-people-'));
let ministry: Ministry;
let foreign: Ministry;
let rapport: TestServer;

beforeAll(async () => {
  const redirect = `${address}/api/v1/sign-in/callback`;
  [ministry, foreign] = [await openMinistry(redirect), await openMinistry(redirect)];
  writeFileSync(join(folder, 'secret'), `${clientSecret}\n`);
  const of = (id: string, issuer: string, participants: string[]) => ({
    ...{ id, issuer, participants, clientId, name: { en: id } },
    clientSecretFile: 'secret',
  });
  const providers = [of('mfa-kz', ministry.issuer, ['KZ', 'AZ']), of('mfa-mn', foreign.issuer, ['MN'])];
  writeFileSync(join(folder, 'providers.json'), JSON.stringify({ address, providers }));
  rapport = await openTestServer({ RAPPORT_SIGN_IN_PROVIDERS: join(folder, 'providers.json') });
});
afterAll(async () => {
  await rapport.close();
  await Promise.all([ministry.close(), foreign.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const secretOf = (): string => randomBytes(32).toString('base64url');

/** An invitation by an office, signed by its own key unless another is given. */
async function invite(change: Partial<InvitationClaim> & { secret: string; by?: [string, string] }) {
  const { secret, by, ...rest } = change;
  const claim: InvitationClaim = {
    log: rapport.server.origin,
    participant: 'KZ',
    office: 'signing-officer',
    invitedTo: 'focal-point',
    label: 'Desk officer',
    secretHash: createHash('sha256').update(secret).digest('hex'),
    expires: `${new Date(rapport.now + 7 * 86_400_000).toISOString().slice(0, 19)}Z`,
    ...rest,
  };
  const [participant, office] = by ?? [claim.participant, claim.office];
  const note = Buffer.from(await signInvitation(claim, rapport.signer(participant, office))).toString('utf8');
  const answer = await rapport.app.inject({ method: 'POST', url: '/api/v1/invitations', payload: { note } });
  return { status: answer.statusCode, id: (answer.json() as { id?: string }).id ?? '', note };
}

interface Arrival {
  readonly location: string;
  readonly session: string | undefined;
}

/** A browser goes to a provider and comes back as somebody. @param spoil - changes what it brings */
async function signIn(
  account: string,
  {
    invitation,
    provider = 'mfa-kz',
    at = ministry,
    spoil = (url: URL): URL => url,
    flow,
  }: Partial<Options> = {},
): Promise<Arrival> {
  const begun = await rapport.app.inject({
    method: 'POST',
    url: '/api/v1/sign-in/begin',
    payload: { provider, ...(invitation === undefined ? {} : { invitation }) },
  });
  const cookie = begun.cookies[0]?.value ?? '';
  const url = spoil(await at.signIn((begun.json() as { url: string }).url, account));
  const cookies = { rapport_flow: flow ?? cookie };
  const answer = await rapport.app.inject({ url: url.pathname + url.search, cookies });
  expect(answer.statusCode).toBe(303);
  const session = answer.cookies.find(({ name }) => name === 'rapport_session')?.value;
  return { location: answer.headers.location ?? '', session };
}

interface Options {
  readonly invitation: string;
  readonly provider: string;
  readonly at: Ministry;
  readonly spoil: (url: URL) => URL;
  readonly flow: string;
}

async function whoIs(session: string | undefined) {
  const answer = await rapport.app.inject({
    url: '/api/v1/session',
    cookies: { rapport_session: session ?? '' },
  });
  return answer.statusCode === 204 ? null : (answer.json() as { participant: string; office: string });
}

async function peopleOf(participant: string): Promise<OwnPeople['people']> {
  return (await (await rapport.client(participant, 'signing-officer')).people()).people;
}

const refused = (why: string): Arrival => ({ location: `/sign-in?refused=${why}`, session: undefined });

describe('a person', () => {
  test('invited by an office of its own ministry comes in by the ministry’s provider, and again', async () => {
    const secret = secretOf();
    expect((await invite({ secret })).status).toBe(201);
    expect(await signIn('aliya')).toEqual(refused('not-invited')); // without the link
    const first = await signIn('aliya', { invitation: secret });
    expect(first.location).toBe('/desk');
    expect(await whoIs(first.session)).toMatchObject({ participant: 'KZ', office: 'focal-point' });
    expect(await whoIs((await signIn('aliya')).session)).toMatchObject({ participant: 'KZ' });
    const [person] = await peopleOf('KZ');
    expect(person).toMatchObject({
      label: 'Desk officer',
      office: 'focal-point',
      isValid: true,
      issuer: ministry.issuer,
    });
    expect(await peopleOf('MN')).toEqual([]);
  });

  test('comes in once by one link, and nobody else by it', async () => {
    const secret = secretOf();
    await invite({ secret });
    expect((await signIn('berik', { invitation: secret })).location).toBe('/desk');
    expect(await signIn('somebody', { invitation: secret })).toEqual(refused('invitation'));
    const other = secretOf();
    await invite({ secret: other });
    expect(await signIn('berik', { invitation: other })).toEqual(refused('invitation')); // reads already
    const raced = secretOf();
    await invite({ secret: raced });
    const both = await Promise.all(['one', 'two'].map((who) => signIn(who, { invitation: raced })));
    expect(both.map(({ location }) => location).toSorted((a, b) => a.localeCompare(b))).toEqual([
      '/desk',
      '/sign-in?refused=invitation',
    ]);
  });

  test('drafts and hands over under its label, and signs, returns and sets nothing', async () => {
    const secret = secretOf();
    await invite({ secret, invitedTo: 'signing-officer', label: 'Second secretary' });
    const { session = '' } = await signIn('dana', { invitation: secret });
    const ask = async (method: 'GET' | 'PUT' | 'POST', url: string, payload?: object) => {
      const sent = payload === undefined ? {} : { payload };
      const answer = await rapport.app.inject({
        method,
        url,
        cookies: { rapport_session: session },
        ...sent,
      });
      return { status: answer.statusCode, said: answer.json<Record<string, unknown>>() };
    };
    const draft = `/api/v1/drafts/${randomUUID()}`;
    const place = { measure: 'exercise-notice', edition: '1', step: 'notify' };
    const content = { answers: { name: 'By a person' }, files: [] };
    const change = { participant: 'KZ', place, base: 0, content };
    expect(await ask('PUT', draft, change)).toMatchObject({ status: 200, said: { revision: 1 } });
    expect((await ask('POST', `${draft}/acts`, { act: 'hand-over', revision: 1 })).status).toBe(200);
    expect((await ask('GET', '/api/v1/session')).said).toMatchObject({ person: 'Second secretary' });
    const officer = await rapport.client('KZ', 'signing-officer');
    const [seen] = (await officer.drafts()).drafts;
    expect(seen).toMatchObject({ state: 'waiting', changed: { label: 'Second secretary', isYou: false } });
    const forbidden = [
      await ask('POST', `${draft}/acts`, { act: 'return', revision: 1, remark: 'No.' }),
      await ask('POST', `${draft}/acts`, { act: 'send-now', revision: 1 }),
      await ask('POST', `${draft}/signing`, { revision: 1, note: '' }),
      await ask('PUT', '/api/v1/office', { secondPerson: false, undoMinutes: 0 }),
      await ask('PUT', '/api/v1/office/duty', {}),
    ];
    expect(forbidden.map(({ said }) => said['code'])).toEqual(forbidden.map(() => 'key-needed'));
  });

  test('of another ministry’s provider is nobody here', async () => {
    const secret = secretOf();
    await invite({ secret });
    expect(await signIn('aliya', { invitation: secret, provider: 'mfa-mn', at: foreign })).toEqual(
      refused('invitation'),
    );
    expect(await signIn('aliya', { provider: 'mfa-mn', at: foreign })).toEqual(refused('not-invited')); // same name, other issuer
  });

  test('lets nobody in, and is let out by the office', async () => {
    const secret = secretOf();
    const { id } = await invite({ secret });
    const { session = '' } = await signIn('daniyar', { invitation: secret });
    const cookies = { rapport_session: session };
    const withdraw = { method: 'DELETE' as const, url: `/api/v1/invitations/${id}` };
    expect((await rapport.app.inject({ ...withdraw, cookies })).statusCode).toBe(403);
    await expect((await rapport.client('MN')).withdrawInvitation(id)).rejects.toMatchObject({
      problem: { status: 404 },
    });
    expect((await rapport.app.inject(withdraw)).statusCode).toBe(401);
    await (await rapport.client('KZ', 'focal-point')).withdrawInvitation(id);
    expect(await whoIs(session)).toBeNull();
    expect(await signIn('daniyar')).toEqual(refused('not-invited'));
  });

  test('is out with the key that invited it', async () => {
    const secret = secretOf();
    await invite({ secret, participant: 'AZ' });
    const { session } = await signIn('elchin', { invitation: secret });
    expect(await whoIs(session)).toMatchObject({ participant: 'AZ' });
    const waiting = secretOf();
    await invite({ secret: waiting, participant: 'AZ' });
    const key = encodeVerifierKey(rapport.signer('AZ', 'signing-officer').key);
    await fileDraft(rapport, {
      ...{ participant: 'AZ', office: 'root', measureId: 'keys', step: 'revoke' },
      ...{ audience: { kind: 'all' }, answers: { key, reason: 'lost' } },
    });
    expect(await whoIs(session)).toBeNull();
    expect(await signIn('elchin')).toEqual(refused('not-invited'));
    expect(await signIn('somebody', { invitation: waiting })).toEqual(refused('invitation'));
    expect((await invite({ secret: secretOf(), participant: 'AZ' })).status).toBe(422);
  });
});

describe('an invitation', () => {
  test('is signed by a certified key of the very office, for its own participant and this log', async () => {
    const statuses = await Promise.all(
      [
        { by: ['MN', 'signing-officer'] as [string, string] },
        { by: ['KZ', 'focal-point'] as [string, string] },
        { log: 'other.invalid/log' },
        { expires: '2020-01-01T00:00:00Z' },
        { expires: '2099-01-01T00:00:00Z' },
        { label: '' },
        { label: 'x\u202ey' },
        { invitedTo: 'Focal Point' },
      ].map(async (change) => (await invite({ secret: secretOf(), ...change })).status),
    );
    expect(statuses).toEqual([422, 422, 422, 422, 422, 422, 422, 422]);
    const { note } = await invite({ secret: secretOf() });
    const again = await rapport.app.inject({ method: 'POST', url: '/api/v1/invitations', payload: { note } });
    expect(again.statusCode).toBe(422);
    const changed = { note: note.replace('Desk officer', 'Head of desk') };
    expect(
      (await rapport.app.inject({ method: 'POST', url: '/api/v1/invitations', payload: changed })).statusCode,
    ).toBe(422);
    expect(
      (await rapport.app.inject({ method: 'POST', url: '/api/v1/invitations', payload: { note: 'x' } }))
        .statusCode,
    ).toBe(422);
  });

  test('that has run out lets nobody in', async () => {
    const secret = secretOf();
    await invite({ secret });
    rapport.now += 8 * 86_400_000;
    expect(await signIn('late', { invitation: secret })).toEqual(refused('invitation'));
    rapport.now -= 8 * 86_400_000;
  });
});

describe('what a browser brings back', () => {
  test.each([
    ['another state', (url: URL) => set(url, 'state', 'x')],
    ['no code', (url: URL) => set(url, 'code', '')],
    ['another code', (url: URL) => set(url, 'code', 'x'.repeat(43))],
    ['another issuer', (url: URL) => set(url, 'iss', 'http://127.0.0.1:1')],
    ['an error of the provider', (url: URL) => set(url, 'error', 'access_denied')],
  ])('with %s signs nobody in', async (_, spoil) => {
    expect(await signIn('aliya', { spoil })).toEqual(refused('provider'));
  });

  test('without its own cookie, or with another’s, signs nobody in', async () => {
    for (const flow of [
      '',
      'x',
      Buffer.from('{}').toString('base64url'),
      Buffer.from('[]').toString('base64url'),
    ])
      expect(await signIn('aliya', { flow })).toEqual(refused('provider'));
    const begun = await rapport.app.inject({
      method: 'POST',
      url: '/api/v1/sign-in/begin',
      payload: { provider: 'mfa-kz' },
    });
    expect(await signIn('aliya', { flow: begun.cookies[0]?.value ?? '' })).toEqual(refused('provider'));
    expect(begun.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  });

  test('a provider that is not there or not known begins nothing', async () => {
    const begin = async (provider: string) =>
      (await rapport.app.inject({ method: 'POST', url: '/api/v1/sign-in/begin', payload: { provider } }))
        .statusCode;
    expect(await begin('nobody')).toBe(404);
    expect(await begin('mfa-kz')).toBe(200);
  });
});

describe('the file of providers', () => {
  const provider = {
    ...{ id: 'a', participants: ['KZ'], name: { en: 'A' }, issuer: 'https://id.example' },
    ...{ clientId: 'c', clientSecretFile: 'secret' },
  };
  test.each([
    ['no JSON', '{'],
    ['another form', JSON.stringify({ address })],
    [
      'an address that is not https',
      JSON.stringify({ address: 'http://example.org', providers: [provider] }),
    ],
    [
      'an issuer that is not https',
      JSON.stringify({ address, providers: [{ ...provider, issuer: 'http://id.example' }] }),
    ],
    ['an issuer that is no address', JSON.stringify({ address, providers: [{ ...provider, issuer: 'id' }] })],
    ['one provider twice', JSON.stringify({ address, providers: [provider, provider] })],
    [
      'a secret that is not there',
      JSON.stringify({ address, providers: [{ ...provider, clientSecretFile: 'no' }] }),
    ],
  ])('with %s stops the start with a sentence', (_, text) => {
    const path = join(folder, 'wrong.json');
    writeFileSync(path, text);
    expect(() => readProviders(path)).toThrow(ProvidersError);
  });

  test('never shows a secret', () => {
    writeFileSync(join(folder, 'right.json'), JSON.stringify({ address, providers: [provider] }));
    const { providers } = readProviders(join(folder, 'right.json'));
    expect(providers[0]?.clientSecret.reveal()).toBe(clientSecret);
    expect(JSON.stringify(providers)).not.toContain(clientSecret);
  });
});

function set(url: URL, name: string, value: string): URL {
  const changed = new URL(url);
  changed.searchParams.set(name, value);
  return changed;
}
