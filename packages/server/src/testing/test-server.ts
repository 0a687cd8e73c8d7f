import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Client,
  createClient,
  type Fetched,
  type Problem,
  type Receipt,
  signSignIn,
} from '@rapport/api';
import {
  encodeNote,
  encodeNoticeText,
  type JsonObject,
  type Notice,
  parseUtf8,
  type Signer,
  signNote,
} from '@rapport/record';
import { pino } from 'pino';
import { type App, createApp, type Server } from '../app.ts';
import { type Config, parseConfig } from '../config.ts';
import { beginDemonstration } from '../demonstration/demonstration.ts';
import { openDemonstrationKeys } from '../demonstration/demonstration-keys.ts';
import { type Closers, openServer } from '../start-server.ts';
import { createTestDatabase } from './database.ts';

/** A whole server on a database of its own, called without a socket. Time stands still unless moved. */
export interface TestServer {
  readonly app: App;
  readonly server: Server;
  readonly databaseUrl: string;
  readonly dataFolder: string;
  now: number;
  signer(participant: string, office: string): Signer;
  /** A client, signed in where a participant is named. */
  client(participant?: string, office?: string): Promise<Client>;
  close(): Promise<void>;
}

const begin = Date.parse('2027-01-11T09:00:00Z');

/**
 * @param environment - settings beside those of the test
 * @param at - when it is, POSIX milliseconds
 */
export async function openTestServer(
  environment: Record<string, string> = {},
  at: number = begin,
): Promise<TestServer> {
  const database = await createTestDatabase();
  const dataFolder = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  const closers: Closers = [
    () => database.drop(),
    () => rmSync(dataFolder, { recursive: true, force: true }),
  ];
  const clock = { now: at };
  const config = testConfig({ RAPPORT_DATABASE_URL: database.url, RAPPORT_DATA: dataFolder, ...environment });
  const { server } = await openServer(config, pino({ level: 'silent' }), () => clock.now, closers);
  const app = await createApp(server, pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'fatal' }));
  closers.push(() => app.close());
  if (server.demonstration !== undefined) await beginDemonstration(server.demonstration);
  const keys = openDemonstrationKeys(dataFolder, server.origin);
  return {
    app,
    server,
    databaseUrl: database.url,
    dataFolder,
    get now() {
      return clock.now;
    },
    set now(ms: number) {
      clock.now = ms;
    },
    signer: (participant, office) => keys.signer(participant, office),
    client: (participant, office = 'focal-point') => clientOf(app, server, keys.signer, participant, office),
    close: async () => {
      for (const closer of closers.splice(0).toReversed()) await closer();
    },
  };
}

function testConfig(environment: Record<string, string>): Config {
  const parsed = parseConfig(
    { RAPPORT_FILINGS_PER_MINUTE: '100000', RAPPORT_PRINTS_PER_MINUTE: '100000', ...environment },
    process.cwd(),
  );
  if (!parsed.ok) throw new Error(parsed.findings.map(({ sentence }) => sentence).join('\n'));
  return parsed.config;
}

async function clientOf(
  app: App,
  server: Server,
  signer: TestServer['signer'],
  participant: string | undefined,
  office: string,
): Promise<Client> {
  const options = { base: '', language: 'en', fetch: injectedFetch(app) };
  const anonymous = createClient(options);
  if (participant === undefined) return anonymous;
  const { challenge } = await anonymous.challenge();
  const claim = { challenge, log: server.origin, participant, office };
  const note = await signSignIn(claim, signer(participant, office));
  const session = await anonymous.signIn({ note: textOf(note) });
  return createClient({ ...options, token: session.token ?? '' });
}

function injectedFetch(app: App) {
  return async (
    url: string,
    init: { method: string; headers: Record<string, string>; body?: string | Uint8Array },
  ): Promise<Fetched> => {
    const payload =
      init.body === undefined
        ? {}
        : { payload: typeof init.body === 'string' ? init.body : Buffer.from(init.body) };
    const answer = await app.inject({ method: init.method as 'GET', url, headers: init.headers, ...payload });
    return {
      ok: answer.statusCode < 400,
      status: answer.statusCode,
      headers: { get: (name) => String(answer.headers[name] ?? '') },
      json: async () => answer.json(),
      text: async () => answer.payload,
      arrayBuffer: async () => Uint8Array.from(answer.rawPayload).buffer,
    };
  };
}

/** What a test says of a notice; the rest is filled in so that it would be accepted. */
export type NoticeDraft = Partial<Notice> & {
  participant: string;
  measureId: string;
  step: string;
  answers: JsonObject;
};

let drafts = 0;

/** A whole notice from a draft, its nonce fresh. */
export function noticeOf(test: TestServer, { measureId, ...draft }: NoticeDraft): Notice {
  const measure = test.server.organisation.measures.find(({ id }) => id === measureId);
  if (measure === undefined) throw new Error(`no measure ${measureId}`);
  drafts += 1;
  return {
    attachments: [],
    audience: { kind: 'participants' },
    date: `${new Date(test.now).toISOString().slice(0, 19)}Z`,
    log: test.server.origin,
    measure: { id: measure.id, edition: measure.edition, hash: measure.hash },
    nonce: Buffer.from(`${drafts}`.padStart(24, '.')).toString('base64'),
    office: 'signing-officer',
    ...draft,
  };
}

/** Signs a notice as its own sender's office. */
export async function signedText(test: TestServer, notice: Notice, signer?: Signer): Promise<string> {
  const by = signer ?? test.signer(notice.participant, notice.office);
  return textOf(encodeNote(await signNote(encodeNoticeText(notice), [by])));
}

/** Files a draft and expects its receipt. */
export async function fileDraft(test: TestServer, draft: NoticeDraft): Promise<Receipt> {
  const client = await test.client();
  return client.file({ note: await signedText(test, noticeOf(test, draft)) });
}

/** Posts bytes as they are and gives status and answer. */
export async function post(
  test: TestServer,
  body: string | Buffer,
  type = 'text/plain',
): Promise<{ status: number; json: Problem & Receipt }> {
  const headers = { 'content-type': type };
  const answer = await test.app.inject({ method: 'POST', url: '/api/v1/notices', headers, payload: body });
  return { status: answer.statusCode, json: answer.json() };
}

function textOf(bytes: Uint8Array): string {
  const text = parseUtf8(bytes);
  if (text === undefined) throw new Error('our own bytes are not UTF-8');
  return text;
}
