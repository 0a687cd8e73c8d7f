import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createClient, type Receipt } from '@rapport/api';
import {
  encodeNote,
  encodeNoticeText,
  encodeUtf8,
  parseCheckpoint,
  parseNote,
  signNote,
} from '@rapport/record';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDemonstrationKeys } from './demonstration/demonstration-keys.ts';
import { loadOrganisation } from './organisation/load.ts';
import { exerciseDraft } from './testing/exercise.ts';
import {
  type FailedStart,
  type ServerProcess,
  startedProcess,
  startProcess,
  temporaryData,
} from './testing/server-process.ts';

let data: ReturnType<typeof temporaryData>;
const started: ServerProcess[] = [];
beforeEach(() => {
  data = temporaryData();
});
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop('SIGKILL');
  data.remove();
});

async function start(environment: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startedProcess({ RAPPORT_DATA: data.folder, ...environment });
  started.push(server);
  return server;
}

async function refusedStart(environment: Record<string, string> = {}): Promise<FailedStart> {
  const outcome = await startProcess({ RAPPORT_DATA: data.folder, ...environment });
  if ('url' in outcome) {
    started.push(outcome);
    throw new Error('the server started');
  }
  return outcome;
}

const organisation = loadOrganisation(new URL('../../../organisations/cica', import.meta.url).pathname);
const origin = `demonstration.${organisation.origin}`;

/** Signed notices of Kazakhstan's invented signing officer, each another. */
async function signedNotices(count: number): Promise<string[]> {
  const signer = openDemonstrationKeys(data.folder, origin).signer('KZ', 'signing-officer');
  const measure = organisation.measures.find(({ id }) => id === 'exercise-notice');
  if (measure === undefined) throw new Error('no exercise notice');
  const { measureId: _, ...draft } = exerciseDraft();
  return Promise.all(
    Array.from({ length: count }, async () => {
      const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64');
      const { id, edition, hash } = measure;
      const rest = {
        attachments: [],
        audience: { kind: 'participants' as const },
        date: '2027-01-11T09:00:00Z',
        log: origin,
        office: 'signing-officer',
      };
      const text = encodeNoticeText({ ...rest, ...draft, measure: { id, edition, hash }, nonce });
      return Buffer.from(encodeNote(await signNote(text, [signer]))).toString('utf8');
    }),
  );
}

function clientOf({ url }: ServerProcess) {
  return createClient({ base: url, fetch: (address, init) => fetch(address, init), language: 'en' });
}

async function sizeOf(server: ServerProcess): Promise<number> {
  const note = parseNote(encodeUtf8(await (await fetch(`${server.url}/log/checkpoint`)).text()));
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!checkpoint.ok) throw new Error(checkpoint.code);
  return checkpoint.value.size;
}

describe('a server process', () => {
  test('begins with enrolments only, keeps its key to itself, and goes on where it stopped', async () => {
    const first = await start();
    const size = await sizeOf(first);
    expect(size).toBe(1 + 28 + 57);
    expect(statSync(join(data.folder, 'log-key.json')).mode & 0o777).toBe(0o600);
    expect(await first.stop()).toBe(0);
    const second = await start();
    expect(await sizeOf(second)).toBe(size);
    const register = await clientOf(second).register();
    expect(register.keys).toHaveLength(size);
  });

  test('killed in mid-commit loses nothing that it acknowledged and shows nothing half done', async () => {
    let server = await start();
    const acknowledged = new Map<string, Receipt>();
    for (let round = 0; round < 4; round += 1) {
      const notes = await signedNotices(300);
      const client = clientOf(server);
      const filing = notes.map(async (note) => {
        const receipt = await client.file({ note }).catch(() => undefined);
        if (receipt !== undefined) acknowledged.set(note, receipt);
      });
      await expect
        .poll(() => acknowledged.size, { interval: 1, timeout: 20_000 })
        .toBeGreaterThan(round * 20 + 10);
      await server.stop('SIGKILL');
      await Promise.all(filing);
      server = await start();
      const again = clientOf(server);
      for (const [note, receipt] of [...acknowledged].slice(-30))
        expect(await again.file({ note })).toEqual(receipt);
    }
    const indexes = [...acknowledged.values()].map(({ index }) => index);
    expect(new Set(indexes).size).toBe(acknowledged.size);
    expect(Math.max(...indexes)).toBeLessThan(await sizeOf(server));
  });

  test('two servers on one data folder work as one', async () => {
    const one = await start();
    const two = await start();
    const notes = await signedNotices(40);
    const receipts = await Promise.all(
      notes.map((note, i) => clientOf(i % 2 === 0 ? one : two).file({ note })),
    );
    expect(new Set(receipts.map(({ index }) => index)).size).toBe(40);
    await expect.poll(() => sizeOf(two)).toBe(await sizeOf(one));
    for (const [i, note] of notes.entries())
      expect(await clientOf(i % 2 === 0 ? two : one).file({ note })).toEqual(receipts[i]);
  });
});

describe('a server that cannot start says why and ends with status 1 or 2', () => {
  test('port taken', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as { port: number };
    const { status, printed } = await refusedStart({ RAPPORT_PORT: String(port) });
    blocker.close();
    expect(status).toBe(1);
    expect(printed).toContain(`Port ${port} on 127.0.0.1 is taken`);
  });

  test('data folder of a newer version', async () => {
    writeFileSync(join(data.folder, 'format.json'), '{"format":2}\n');
    const { status, printed } = await refusedStart();
    expect([status, printed]).toEqual([1, expect.stringContaining('was written by a newer Rapport')]);
  });

  test('several wrong settings, all named at once', async () => {
    const { status, printed } = await refusedStart({
      RAPPORT_PORT: '99999',
      RAPPORT_HOST: '0.0.0.0',
      RAPPORT_MOED: 'production',
    });
    expect(status).toBe(2);
    for (const name of ['RAPPORT_PORT', 'RAPPORT_HOST', 'RAPPORT_MOED']) expect(printed).toContain(name);
  });

  test('an organisation folder with faults', async () => {
    const folder = join(data.folder, 'organisation');
    const { status, printed } = await refusedStart({ RAPPORT_ORGANISATION: folder });
    expect([status, printed]).toEqual([1, expect.stringContaining(folder)]);
  });

  test('a database that does not answer', async () => {
    const { status, printed } = await refusedStart({
      RAPPORT_DATABASE_URL: 'postgres://nobody:secret-word@127.0.0.1:9/none',
    });
    expect([status, printed]).toEqual([1, expect.stringContaining('RAPPORT_DATABASE_URL does not answer')]);
    expect(printed).not.toContain('secret-word');
  });

  test('the log’s key gone, open to others, or another', async () => {
    await (await start()).stop();
    const path = join(data.folder, 'log-key.json');
    const key = readFileSync(path, 'utf8');
    chmodSync(path, 0o644);
    expect((await refusedStart()).printed).toContain('Others can read the log key');
    rmSync(path);
    expect((await refusedStart()).printed).toContain('Put the key file back');
    const other = JSON.stringify({ ...JSON.parse(key), origin: 'elsewhere.example/log' });
    writeFileSync(path, other, { mode: 0o600 });
    expect((await refusedStart()).printed).toContain('is for elsewhere.example/log');
  });

  test('a production server on a demonstration’s data', async () => {
    await (await start()).stop();
    const { printed } = await refusedStart({ RAPPORT_MODE: 'production' });
    expect(printed).toContain('The database holds the log demonstration.');
  });
});

test('a log key with a passphrase opens only with it', async () => {
  const passphrase = { RAPPORT_LOG_KEY_PASSPHRASE: 'correct horse battery' };
  await (await start(passphrase)).stop();
  expect(readFileSync(join(data.folder, 'log-key.json'), 'utf8')).not.toContain('"kty"');
  expect((await refusedStart()).printed).toContain('set RAPPORT_LOG_KEY_PASSPHRASE');
  expect((await refusedStart({ RAPPORT_LOG_KEY_PASSPHRASE: 'incorrect horse battery' })).printed).toContain(
    'does not open',
  );
  expect(await sizeOf(await start(passphrase))).toBeGreaterThan(80);
});

test('a production server has no demonstration route and begins with an empty log', async () => {
  const server = await start({ RAPPORT_MODE: 'production' });
  expect((await fetch(`${server.url}/api/v1/demonstration/offices`)).status).toBe(404);
  expect((await fetch(`${server.url}/log/checkpoint`)).status).toBe(404);
  const { keys, size } = await clientOf(server).register();
  expect([keys, size]).toEqual([[], 0]);
});
