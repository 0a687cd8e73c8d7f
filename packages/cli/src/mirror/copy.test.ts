import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCommandLine } from '../command-line.ts';
import { honestEntries, type LogSite, makeSite, siteAddress } from '../testing/log-site.ts';
import { type TestSurroundings, testSurroundings } from '../testing/surroundings.ts';
import { MirrorFolder } from './folder.ts';

interface Verdict {
  readonly status: number;
  readonly codes: readonly string[];
}

let surroundings: TestSurroundings;
let site: LogSite;
const good: Verdict = { status: 0, codes: [] };
const at = (...parts: string[]): string => join(surroundings.folder, ...parts);

beforeAll(async () => {
  site = await makeSite();
  surroundings = testSurroundings(site.fetch);
  writeFileSync(at('policy'), site.policy);
  await run(['mirror', 'key', '--name', 'mirror.invalid/xa', '--out', 'mirror-key']);
  await run(['mirror', 'key', '--name', 'mirror.invalid/xa', '--out', 'other-key']);
});

afterAll(() => surroundings.remove());

async function run(args: readonly string[], fetch = site.fetch): Promise<Verdict> {
  let text = '';
  const status = await runCommandLine([...args, '--json'], {
    ...surroundings,
    fetch,
    writeOut: (part) => {
      text += String(part);
    },
  });
  const { checks = [], error } = JSON.parse(text) as {
    checks?: { findings: { code: string }[] }[];
    error?: { code: string };
  };
  const codes = checks.flatMap(({ findings }) => findings.map(({ code }) => code));
  return { status, codes: error === undefined ? codes : [error.code] };
}

const copy = (folder: string, { fetch } = site, key = 'mirror-key'): Promise<Verdict> =>
  run(['mirror', `${siteAddress}/log`, folder, '--policy', 'policy', '--mirror-key', key], fetch);
const check = (folder: string): Promise<Verdict> => run(['mirror', 'check', folder, '--policy', 'policy']);

/** A server of another history of the same log, signed by the log's own key. */
async function siteOf(entries: string[]): Promise<LogSite> {
  const other = await makeSite(entries);
  other.notices.splice(0, Infinity, ...site.notices.filter(({ index }) => index < entries.length));
  return other;
}

/** Ends a copy before a change to its folder, as a kill would. @returns whether it came to its end before that */
async function killedAfter(steps: number, work: () => Promise<Verdict>): Promise<boolean> {
  const { write, remove } = MirrorFolder.prototype;
  let left = steps;
  const count = (): void => {
    left -= 1;
    if (left < 0) throw new Error('killed');
  };
  const spies = [
    vi.spyOn(MirrorFolder.prototype, 'write').mockImplementation(function (this: MirrorFolder, ...args) {
      count();
      write.apply(this, args);
    }),
    vi.spyOn(MirrorFolder.prototype, 'remove').mockImplementation(function (this: MirrorFolder, ...args) {
      count();
      remove.apply(this, args);
    }),
  ];
  const { status } = await work();
  for (const spy of spies) spy.mockRestore();
  return status === 0;
}

/** Answers so many requests; then the line is cut. */
function cutAfter(answers: number): LogSite {
  let left = answers;
  const fetch: LogSite['fetch'] = (url, init) => {
    left -= 1;
    return left < 0 ? Promise.reject(new TypeError('fetch failed')) : site.fetch(url, init);
  };
  return { ...site, fetch };
}

describe('a copy', () => {
  test('run again asks for nothing that is there', async () => {
    expect(await copy('whole')).toEqual(good);
    site.asked.length = 0;
    expect(await copy('whole')).toEqual(good);
    expect(site.asked).not.toContain('/log/tile/entries/000');
    expect(await check('whole')).toEqual(good);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'cut off after %i answers goes on and ends whole',
    async (answers) => {
      const folder = `cut-${answers}`;
      expect((await copy(folder, cutAfter(answers))).status).not.toBe(0);
      expect((await check(folder)).status).not.toBe(0);
      expect(await copy(folder)).toEqual(good);
      expect(await check(folder)).toEqual(good);
    },
  );

  test('grows with its log', async () => {
    expect(await copy('growing', await siteOf(honestEntries().slice(0, 260)))).toEqual(good);
    expect(await check('growing')).toEqual(good);
    expect(await copy('growing')).toEqual(good);
    expect(await check('growing')).toEqual(good);
  });

  test('killed at any write or removal leaves the mirror it found sound, or the new one', async () => {
    const small = await siteOf(honestEntries().slice(0, 260));
    let isThrough = false;
    for (let steps = 0; !isThrough; steps += 1) {
      const folder = `killed-${steps}`;
      expect(await copy(folder, small)).toEqual(good);
      isThrough = await killedAfter(steps, () => copy(folder));
      expect([steps, await check(folder)]).toEqual([steps, good]);
      expect(await copy(folder)).toEqual(good);
      expect([steps, await check(folder)]).toEqual([steps, good]);
      expect(readdirSync(at(folder, 'holdings'))).toEqual(['278']);
      expect(steps).toBeLessThan(100);
    }
  });

  test('beside another into the same folder is refused, and hurts nothing', async () => {
    const [first, second] = await Promise.all([copy('shared'), copy('shared')]);
    expect([first, second].map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([0, 2]);
    expect([first, second].find(({ status }) => status === 2)?.codes).toEqual(['mirror-locked']);
    expect(await check('shared')).toEqual(good);
    expect(existsSync(at('shared/lock'))).toBe(false);
  });

  test('takes over the lock of a dead process, and no other', async () => {
    expect(await copy('locked')).toEqual(good);
    const { pid } = spawnSync(process.execPath, ['--version']);
    for (const stale of [`${pid} ${hostname()}\n`, `${process.pid} ${hostname()}\n`]) {
      writeFileSync(at('locked/lock'), stale);
      expect(await copy('locked')).toEqual(good);
    }
    for (const live of [`${process.ppid} ${hostname()}\n`, `${pid} elsewhere.invalid\n`, '']) {
      writeFileSync(at('locked/lock'), live);
      expect(await copy('locked')).toEqual({ status: 2, codes: ['mirror-locked'] });
      expect(readFileSync(at('locked/lock'), 'utf8')).toBe(live);
    }
  });

  test('keeps its key', async () => {
    expect(await copy('keyed')).toEqual(good);
    expect(await copy('keyed', site, 'other-key')).toEqual({ status: 2, codes: ['mirror-other'] });
  });
});

describe('a server whose log does not go on from what is kept is refused, both checkpoints kept', () => {
  const evidenceOf = (folder: string): string[] =>
    readdirSync(at(folder, 'evidence')).map((name) => name.replace(/-[0-9a-f]{16}/, ''));

  test('a shorter log', async () => {
    expect(await copy('longer')).toEqual(good);
    const { status, codes } = await copy('longer', await siteOf(honestEntries().slice(0, 260)));
    expect([status, codes]).toEqual([1, expect.arrayContaining(['mirror-server-behind'])]);
    expect(evidenceOf('longer').toSorted()).toEqual(['kept-278.checkpoint', 'shown-260.checkpoint']);
    expect(await check('longer')).toEqual(good);
  });

  test.each([
    ['longer', 280],
    ['equally long', 278],
    ['shorter', 270],
  ])('a log that forked and is %s', async (what, size) => {
    const folder = `forked-${size}`;
    expect(await copy(folder)).toEqual(good);
    const entries = honestEntries();
    const forked = [...entries.slice(0, 99), ...entries.slice(100), ...entries.slice(-3)].slice(0, size);
    const { status, codes } = await copy(folder, await siteOf(forked));
    expect([what, status, codes]).toEqual([what, 1, expect.arrayContaining(['mirror-two-histories'])]);
    expect(evidenceOf(folder).toSorted()).toEqual(['kept-278.checkpoint', `shown-${size}.checkpoint`]);
    expect(await check(folder)).toEqual(good);
  });

  test('a log that forked while a copy was under way', async () => {
    await copy('under-way', cutAfter(9));
    const entries = honestEntries();
    const forked = [...entries.slice(0, 99), ...entries.slice(100), ...entries.slice(-3)];
    expect((await copy('under-way', await siteOf(forked))).codes).toContain('mirror-two-histories');
    expect(await copy('under-way')).toEqual(good);
  });
});
