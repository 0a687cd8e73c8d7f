import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient, provedSealingKeys } from '@rapport/api';
import { parsePolicy } from '@rapport/record';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LiveServer, startLiveServer } from '../testing/live-server.ts';
import { jsonRunner } from '../testing/run-json.ts';
import { testSurroundings } from '../testing/surroundings.ts';
import { suite } from '../verify/platform.ts';

const example = new URL(
  '../../../../organisations/cica/measures/clarification-request/examples/accepted-request.json',
  import.meta.url,
);
const surroundings = testSurroundings((address, init) => fetch(address, init));
const run = jsonRunner(surroundings);
const at = (name: string): string => join(surroundings.folder, name);
let server: LiveServer | undefined;
let url = '';
let keys = '';
let policy = '';
let answers: Record<string, unknown> = {};
let id = '';

beforeAll(async () => {
  server = await startLiveServer();
  url = server.url;
  keys = join(server.data, 'demonstration/keys');
  policy = join(server.data, 'policy');
  ({ answers } = JSON.parse(readFileSync(example, 'utf8')) as { answers: Record<string, unknown> });
  writeFileSync(at('request.json'), JSON.stringify(answers));
  writeFileSync(at('photo.txt'), 'what was seen from the ridge');
  await publish('KZ');
  await publish('MN');
  await run('keys', 'sealing', '--out', 'other.sealing', '--answers', 'other.json');
}, 60_000);

afterAll(async () => {
  await server?.stop();
  server?.remove();
  surroundings.remove();
});

const officeKey = (code: string): string => join(keys, `${code}-focal-point.key`);

async function publish(code: string): Promise<void> {
  await run('keys', 'sealing', '--out', `${code}.sealing`, '--answers', `${code}.json`);
  const what = [
    '--measure',
    'keys',
    '--step',
    'publish-sealing',
    '--answers',
    `${code}.json`,
    '--audience',
    'all',
  ];
  const done = await run('file', '--server', url, ...what, '--key', officeKey(code), '--out', `${code}.note`);
  if (done.status !== 0) throw new Error(JSON.stringify(done.json));
}

function seal(to: string, out: string) {
  const what = [
    '--measure',
    'clarification-request',
    '--step',
    'ask',
    '--answers',
    'request.json',
    '--to',
    to,
  ];
  const key = join(keys, 'KZ-signing-officer.key');
  const how = ['--attach', 'photo.txt', '--seal', '--policy', policy];
  return run('file', '--server', url, ...what, ...how, '--key', key, '--out', out);
}

function readAs(code: string, ...more: string[]) {
  return run('read', id, '--server', url, '--key', officeKey(code), ...more);
}

describe('a sealed notice', () => {
  test('is filed without a word of it reaching the server', async () => {
    const done = await seal('MN', 'sealed.note');
    expect(done).toMatchObject({ status: 0 });
    id = String(done.json['id']);
    const note = readFileSync(at('sealed.note'), 'utf8');
    for (const word of Object.values(answers).filter((one) => typeof one === 'string'))
      expect(note).not.toContain(word);
    const parts = readdirSync(surroundings.folder).filter(
      (name) => name.startsWith('sealed.note.') && name.endsWith('.age'),
    );
    expect(parts).toHaveLength(2);
    const bytes = parts.map((name) => readFileSync(at(name), 'latin1')).join('');
    for (const word of ['photo.txt', 'ridge', 'text/plain']) expect(bytes + note).not.toContain(word);
  });

  test('is opened by both sides, its files too, and by nobody else', async () => {
    for (const code of ['MN', 'KZ'])
      expect((await readAs(code, '--sealing-key', `${code}.sealing`)).json['answers']).toEqual(answers);
    const saved = await readAs('MN', '--sealing-key', 'MN.sealing', '--files', '.');
    expect(saved.status).toBe(0);
    expect(readFileSync(at('1-photo.txt'), 'utf8')).toBe('what was seen from the ridge');
    expect((await readAs('MN')).json['answers']).toEqual({});
    expect((await readAs('UZ', '--sealing-key', 'MN.sealing')).status).toBe(1); // there is nothing for it to see
    expect((await readAs('MN', '--sealing-key', 'other.sealing')).json).toMatchObject({
      error: { code: 'sealed-not-for-you' },
    });
  });

  test('is sealed anew for a new officer, and shown to anybody', async () => {
    const { key } = JSON.parse(readFileSync(at('other.json'), 'utf8')) as { key: string };
    const opening = ['--key', officeKey('MN'), '--sealing-key', 'MN.sealing'];
    expect(
      (await run('reseal', id, '--server', url, ...opening, '--for', key, '--out', 'anew.age')).status,
    ).toBe(0);
    const anew = await readAs('MN', '--sealing-key', 'other.sealing', '--sealed-text', 'anew.age');
    expect(anew.json['answers']).toEqual(answers);
    await readAs('MN', '--sealing-key', 'MN.sealing', '--disclose', 'disclosed.txt');
    expect((await readAs('MN', '--disclosed', 'disclosed.txt')).json['answers']).toEqual(answers);
    writeFileSync(
      at('forged.txt'),
      readFileSync(at('disclosed.txt'), 'latin1').replace(/[a-z]{4}/, 'fake'),
      'latin1',
    );
    expect((await readAs('MN', '--disclosed', 'forged.txt')).json).toMatchObject({
      error: { code: 'sealed-commitment' },
    });
  });

  test('is not made for who has no key, and not for all', async () => {
    expect((await seal('MN,UZ', 'b.note')).json).toMatchObject({ error: { code: 'sealing-key-missing' } });
    await run(
      'file',
      '--server',
      url,
      '--measure',
      'keys',
      '--step',
      'end-sealing',
      '--answers',
      'MN.json',
      '--audience',
      'all',
      '--key',
      officeKey('MN'),
      '--out',
      'end.note',
    );
    expect((await seal('MN', 'c.note')).json).toMatchObject({ error: { code: 'sealing-key-missing' } });
  });

  test('goes to no key that the host put in another’s name', async () => {
    const client = createClient({ base: url, language: 'en', fetch });
    const trusted = parsePolicy(readFileSync(policy, 'utf8'));
    if (!trusted.ok) throw new Error(trusted.code);
    const trust = { proofOf: (one: string) => client.proofFile(one), policy: trusted.value, suite };
    const { sealing } = await client.register();
    const [own, ended] = [
      sealing.find((one) => one.participant === 'KZ'),
      sealing.find((one) => one.participant === 'MN'),
    ];
    if (own === undefined || ended === undefined) throw new Error('no key was published');
    const find = (views: typeof sealing, code = 'KZ') => provedSealingKeys([code], { sealing: views }, trust);
    expect(await find([own])).toEqual({ keys: [own], without: [], unproved: [] });
    const { key } = JSON.parse(readFileSync(at('other.json'), 'utf8')) as { key: string };
    for (const lie of [
      { ...own, key },
      { ...own, office: 'secretariat' },
      { ...own, notice: ended.notice },
    ])
      expect(await find([lie])).toEqual({ keys: [], without: ['KZ'], unproved: [lie] });
    const inAnothersName = { ...own, participant: 'MN' };
    expect(await find([inAnothersName], 'MN')).toMatchObject({ keys: [], unproved: [inAnothersName] });
  });
});
