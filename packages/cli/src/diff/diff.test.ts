import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommandLine } from '../command-line.ts';
import { type TestSurroundings, testSurroundings } from '../testing/surroundings.ts';

const vector = new URL('../../../../vectors/organisations/accepted.json', import.meta.url);
const { files } = JSON.parse(readFileSync(vector, 'utf8')) as { files: Record<string, object> };

let surroundings: TestSurroundings;
beforeEach(() => {
  surroundings = testSurroundings();
  for (const [path, value] of Object.entries(files)) {
    write('old', path, value);
    write('new', path, value);
  }
});
afterEach(() => surroundings.remove());

function write(folder: string, path: string, value: object): void {
  const target = join(surroundings.folder, folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, JSON.stringify(value));
}

async function run(...args: string[]): Promise<{ status: number; text: string }> {
  let text = '';
  const add = (bytes: string | Uint8Array) => {
    text += String(bytes);
  };
  const status = await runCommandLine(args, { ...surroundings, writeOut: add, writeError: add });
  return { status, text };
}

const measure = 'measures/visit-offer/measure.json';

/** Makes what stands in the folder the former edition, and edition `next` of it with a step less. */
function makeEdition(folder: string): void {
  const own = Object.entries(files).filter(([path]) => path.startsWith('measures/visit-offer/'));
  const { edition } = files[measure] as { edition: string };
  for (const [path, value] of own)
    write(folder, path.replace('visit-offer', `visit-offer@${edition}`), value);
  write(folder, measure, { ...files[measure], edition: `${edition}-next`, audience: ['participants'] });
}

describe('diff', () => {
  test('of two folders alike ends with 0, in both languages', async () => {
    expect(await run('diff', 'old', 'new')).toEqual({ status: 0, text: 'No change.\n' });
    expect(await run('diff', 'old', 'new', '--language', 'ru')).toEqual({
      status: 0,
      text: 'Различий нет.\n',
    });
  });

  test('of two folders names what is added, removed and changed', async () => {
    makeEdition('new');
    rmSync(join(surroundings.folder, 'old/measures/keys'), { recursive: true });
    const forwards = await run('diff', 'old', 'new');
    expect(forwards.status).toBe(1);
    expect(forwards.text).toMatch(/^Measure added: keys@/m);
    expect(forwards.text).toMatch(/^visit-offer@.* → visit-offer@.*-next$/m);
    expect((await run('diff', 'new', 'old')).text).toMatch(/^Measure removed: keys@/m);
  });

  test('of an edition takes the former one and the one in force', async () => {
    makeEdition('new');
    const { edition } = files[measure] as { edition: string };
    const short = await run('diff', 'new', 'visit-offer');
    expect(short.status).toBe(1);
    expect(short).toEqual(await run('diff', 'new', `visit-offer@${edition}`));
    expect(short).toEqual(await run('diff', 'new', `visit-offer@${edition}`, 'visit-offer'));
    expect((await run('diff', 'new', 'visit-offer', 'visit-offer')).status).toBe(0);
    const russian = await run('diff', 'new', 'visit-offer', '--language', 'ru');
    expect(russian.text).toContain('Редакция:');
    const json = JSON.parse((await run('diff', 'new', 'visit-offer', '--json')).text);
    expect(json.changes[0]).toMatchObject({ code: 'edition-changed', at: '/edition' });
  });

  test.each([
    ['an edition that is not there', ['old', 'visit-offer@9']],
    ['a measure that is not there', ['old', 'regatta']],
    ['a folder that is not there', ['nowhere', 'visit-offer']],
    ['a measure of one edition', ['old', 'visit-offer']],
  ])('of %s ends with 2', async (_, args) => {
    expect((await run('diff', ...args)).status).toBe(2);
  });

  test('of a faulty measure ends with 2, and of its neighbour does not mind', async () => {
    makeEdition('new');
    write('new', 'measures/keys/measure.json', {});
    expect((await run('diff', 'new', 'keys')).status).toBe(2);
    expect((await run('diff', 'old', 'new')).status).toBe(2);
    expect((await run('diff', 'new', 'visit-offer')).status).toBe(1);
  });
});

describe('new measure', () => {
  const listed = () => readdirSync(join(surroundings.folder, 'old/measures')).sort();

  test('makes one that check passes at once', async () => {
    expect((await run('new', 'measure', 'river-festival', '--folder', 'old')).status).toBe(0);
    expect(await run('check', 'old/measures/river-festival')).toEqual({
      status: 0,
      text: 'measures/river-festival: no fault.\n',
    });
    expect((await run('check', 'old')).status).toBe(0);
  });

  test.each(['visit-offer', 'River', '../river', '__proto__', 'a--b', '-', 'x'.repeat(65)])(
    'refuses the id %s and writes nothing',
    async (id) => {
      const before = listed();
      expect((await run('new', 'measure', '--folder', 'old', '--', id)).status).toBe(2);
      expect(listed()).toEqual(before);
    },
  );

  test('refuses an area that is none, and a folder that is faulty itself', async () => {
    const before = listed();
    expect((await run('new', 'measure', 'river', '--folder', 'old', '--area', 'sea')).status).toBe(2);
    write('old', 'bodies.json', {});
    expect((await run('new', 'measure', 'river', '--folder', 'old')).status).toBe(2);
    expect(listed()).toEqual(before);
  });
});

describe('check of a part', () => {
  test('shows its own faults alone, and how many there are elsewhere', async () => {
    write('old', 'measures/keys/measure.json', {});
    const visit = await run('check', 'old/measures/visit-offer');
    expect(visit.status).toBe(0);
    expect(visit.text).toMatch(/^measures\/visit-offer: no fault\.\nFaults elsewhere in old: \d+\.\n$/);
    const keys = await run('check', 'old/measures/keys');
    expect(keys.status).toBe(1);
    expect(keys.text).toMatch(/^old\/measures\/keys\/measure\.json:/);
  });

  test('of a file at the top', async () => {
    write('old', 'catalogue.json', {});
    expect((await run('check', 'old/catalogue.json')).status).toBe(1);
    const bodies = await run('check', 'old/bodies.json', '--language', 'ru');
    expect(bodies.text).toContain('переписки не разыгрываются');
    expect(bodies.status).toBe(1);
  });

  test('says which translation is missing', async () => {
    rmSync(join(surroundings.folder, 'old/measures/visit-offer/wording/ru.json'));
    const { text } = await run('check', 'old/measures/visit-offer');
    expect(text).toContain('The translation into "ru" is missing as a whole: add this file.');
    expect(text).toContain('Missing translations: ru 1.');
  });
});
