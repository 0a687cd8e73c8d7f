import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runCommandLine } from '../../command-line.ts';
import {
  honestEntries,
  type LogSite,
  logFiles,
  makeSite,
  signerOf,
  siteAddress,
} from '../../testing/log-site.ts';
import { type TestSurroundings, testSurroundings } from '../../testing/surroundings.ts';

let surroundings: TestSurroundings | undefined;
afterEach(() => surroundings?.remove());

interface Verdict {
  readonly status: number;
  /** Each check that did not pass, with its codes. */
  readonly bad: Readonly<Record<string, readonly string[]>>;
}

/** @param kept - files put beside the policy, by name */
async function verify(
  site: LogSite,
  args: string[] = [],
  kept: Record<string, string | Uint8Array> = {},
): Promise<Verdict> {
  surroundings = testSurroundings(site.fetch);
  for (const [name, content] of Object.entries({ policy: site.policy, ...kept })) {
    writeFileSync(join(surroundings.folder, name), content);
  }
  let out = '';
  const status = await runCommandLine(
    ['verify', `${siteAddress}/log`, '--policy', 'policy', '--json', ...args],
    {
      ...surroundings,
      writeOut: (text) => {
        out += String(text);
      },
    },
  );
  const { checks } = JSON.parse(out) as { checks: { id: string; findings: { code: string }[] }[] };
  const bad = checks.filter(({ findings }) => findings.length > 0);
  return {
    status,
    bad: Object.fromEntries(bad.map(({ id, findings }) => [id, findings.map(({ code }) => code)])),
  };
}

const partOf = (site: LogSite, path: string): Uint8Array => {
  const file = site.files.get(path);
  if (file === undefined) throw new Error(`the site has no ${path}`);
  return file;
};

const untilEnd = { tiles: ['not-reached'], root: ['not-reached'], order: ['not-reached'] };
const notices = { notice: ['not-reached'], measure: ['not-reached'], signature: ['not-reached'] };

test('an honest log passes every check', async () => {
  expect(await verify(await makeSite())).toEqual({ status: 0, bad: {} });
});

test('a log signed by another key is not even read', async () => {
  const site = await makeSite();
  const other = new Map(await logFiles(honestEntries(), signerOf(8)));
  site.files.set('checkpoint', other.get('checkpoint') ?? new Uint8Array());
  const { status, bad } = await verify(site);
  expect(status).toBe(1);
  expect(bad['checkpoint']).toContain('policy-log-signature-missing');
  expect(bad['root']).toEqual(['not-reached']);
  expect(site.asked).toEqual(['/log/checkpoint']);
});

/** One bit of one byte turned; places from the end are negative. */
function tamper(bytes: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const place = at < 0 ? bytes.length + at : at;
  changed[place] = (changed[place] ?? 0) ^ 1;
  return changed;
}

test('one byte of an entry changed shows in root and tiles', async () => {
  const site = await makeSite();
  site.files.set('tile/entries/000', tamper(partOf(site, 'tile/entries/000'), 40));
  const { status, bad } = await verify(site, ['--log-only']);
  expect(status).toBe(1);
  expect(bad['root']).toEqual(['root-differs']);
  expect(bad['tiles']).toContain('tile-differs');
});

test('one byte of a tile changed, on either level, is found', async () => {
  for (const path of ['tile/0/000', 'tile/0/001.p/22', 'tile/1/000.p/1']) {
    const site = await makeSite();
    site.files.set(path, tamper(partOf(site, path), 3));
    expect(await verify(site)).toEqual({ status: 1, bad: { tiles: ['tile-differs'] } });
  }
});

test('a missing bundle ends the walk, and nothing behind it counts as checked', async () => {
  const site = await makeSite();
  site.files.delete('tile/entries/001.p/22');
  expect(await verify(site)).toEqual({
    status: 1,
    bad: { entries: ['log-part-missing'], ...untilEnd, ...notices },
  });
});

test('times that go back are found, though root and tiles agree with them', async () => {
  const entries = honestEntries();
  const [early, late] = [entries[20] ?? '', entries[200] ?? ''];
  entries[20] = early.replace(/\n\d+\n/, /\n\d+\n/.exec(late)?.[0] ?? '');
  const { status, bad } = await verify(await makeSite(entries), ['--log-only']);
  expect(status).toBe(1);
  expect(Object.keys(bad)).toEqual(['order']);
});

test('another notice than the one committed to is found', async () => {
  const site = await makeSite();
  const [last, before] = [site.notices.pop(), site.notices.at(-1)];
  if (last === undefined || before === undefined) throw new Error('the site has no notices');
  site.notices.push({ ...last, note: before.note ?? '' });
  expect(await verify(site)).toEqual({ status: 1, bad: { notice: ['entry-commits-to-other-notice'] } });
});

test('a certificate withheld leaves its signatures unproved', async () => {
  const site = await makeSite();
  site.notices.splice(4, 1);
  const { status, bad } = await verify(site);
  expect(status).toBe(1);
  expect(Object.keys(bad)).toEqual(['signature']);
  expect(bad['signature']).toContain('key-unknown');
});

test('notices given twice or out of order are found', async () => {
  const site = await makeSite();
  site.notices.splice(2, 0, ...site.notices.slice(2, 3));
  expect((await verify(site)).bad['notice']).toEqual(['notice-place']);
});

test('a definition that is not the one named is found, and its signatures are not judged', async () => {
  const site = await makeSite();
  const at = site.measures.findIndex(({ id }) => id === 'visit-offer');
  const measure = site.measures[at];
  if (measure === undefined) throw new Error('the site has no visit offers');
  site.measures[at] = { ...measure, source: 'elsewhere' };
  const { status, bad } = await verify(site);
  expect(status).toBe(1);
  expect(bad['measure']).toContain('measure-hash-differs');
  expect(bad['signature']).toEqual(['not-reached']);
});

test('a checkpoint kept from earlier convicts a log with another history', async () => {
  const entries = honestEntries();
  const earlier = async (list: string[]): Promise<Uint8Array> =>
    new Map(await logFiles(list)).get('checkpoint') ?? new Uint8Array();
  const honest = await earlier(entries.slice(0, 260));
  const forked = await earlier([...entries.slice(0, 99), ...entries.slice(100, 261)]);
  const longer = await earlier([...entries, ...entries.slice(-1)]);
  const kept = { honest, forked, longer, unsigned: tamper(honest, -10) };
  const site = await makeSite();
  expect(await verify(site, ['--log-only', '--seen', 'honest'], kept)).toEqual({ status: 0, bad: {} });
  const all = Object.keys(kept).flatMap((name) => ['--seen', name]);
  const { status, bad } = await verify(site, ['--log-only', ...all], kept);
  expect(status).toBe(1);
  expect(bad).toEqual({ seen: ['seen-unsigned', 'seen-differs', 'seen-longer'] });
});

test('a mirror without notices is checked with --log-only, and not otherwise', async () => {
  const site = await makeSite();
  const fetch: LogSite['fetch'] = (url, init) => site.fetch(url.replace('/api/', '/none/'), init);
  expect(await verify({ ...site, fetch })).toEqual({ status: 1, bad: notices });
  expect(await verify({ ...site, fetch }, ['--log-only'])).toEqual({ status: 0, bad: {} });
});
