import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ExampleThread, type Measure, OWN_DIMENSION, parseOrganisation } from '@rapport/measures';
import { describe, expect, test } from 'vitest';
import { encodeProofFile, parseProofFile } from './proof-file.ts';
import { vectorsRoot } from './testing/sample-organisation.ts';
import { playThreads, stepsNotPlayed } from './worked-thread.ts';

const root = fileURLToPath(new URL('../../../organisations/', import.meta.url));

function readFolder(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  return new Map(names.map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]));
}

/** The measure by which keys are registered is played by the tests of the register: its steps need real keys. */
const played = ({ id }: Measure): boolean => id !== 'keys';

/** What the catalogue of each organisation still lacks: this list only gets shorter. */
const lacking: Readonly<
  Record<string, { readonly areas: readonly string[]; readonly measures: readonly string[] }>
> = {
  cica: { areas: [], measures: [] },
};

test("the language's own vector plays its worked threads", () => {
  const { files } = JSON.parse(readFileSync(`${vectorsRoot}organisations/accepted.json`, 'utf8')) as {
    files: Record<string, unknown>;
  };
  const texts = new Map(Object.entries(files).map(([path, value]) => [path, JSON.stringify(value)]));
  const parsed = parseOrganisation(texts);
  expect(parsed.threads.length).toBeGreaterThan(1);
  expect(playThreads(parsed)).toEqual([]);
});

describe.each(readdirSync(root))('%s', (name) => {
  const parsed = parseOrganisation(readFolder(root + name));
  const { organisation, threads } = parsed;
  const measures = organisation?.measures.filter(played) ?? [];
  const whole = measures.filter(({ id }) => !lacking[name]?.measures.includes(id));
  const threadsOf = ({ id, edition }: Measure): ExampleThread[] =>
    threads.filter((one) => one.measure === id && one.edition === edition).map(({ thread }) => thread);

  test('has no fault', () => expect(parsed.faults).toEqual([]));

  test('plays every worked thread as it is written', () => {
    expect(threads.length).toBeGreaterThan(8);
    expect(playThreads(parsed)).toEqual([]);
  });

  test('has measures that a proof file can carry', () => {
    const proved = { note: '', entry: '', index: 0, hashes: [] };
    for (const measure of organisation?.measures ?? []) {
      const file = {
        format: 'rapport/proof@v1' as const,
        checkpoint: '',
        entries: [proved],
        measures: [measure],
      };
      expect([measure.id, parseProofFile(encodeProofFile(file)).ok]).toEqual([measure.id, true]);
    }
  });

  test('has at least one measure in every area', () => {
    const areas = organisation?.dimensions.flatMap((dimension) => dimension.areas.map(({ id }) => id)) ?? [];
    const covered = new Set(measures.map(({ area }) => area));
    expect(areas.filter((area) => !covered.has(area))).toEqual(lacking[name]?.areas ?? []);
  });

  test('shows in worked threads every step of every measure, and what is refused', () => {
    const few = whole.filter((measure) => threadsOf(measure).length < 3).map(({ id }) => id);
    const silent = whole.flatMap((measure) =>
      stepsNotPlayed(threadsOf(measure), measure).map((step) => `${measure.id} ${step}`),
    );
    const lenient = whole.filter((measure) =>
      threadsOf(measure).every(({ acts }) => acts.every(({ refused }) => refused === undefined)),
    );
    expect({ few, silent, lenient: lenient.map(({ id }) => id) }).toEqual({
      few: [],
      silent: [],
      lenient: [],
    });
  });

  test('reads each clock of a thread in some worked thread', () => {
    const unread = whole.flatMap((measure) => {
      const read = threadsOf(measure).flatMap(({ reads }) => reads.flatMap(({ clocks = [] }) => clocks));
      const known = new Set(read.map(({ clock }) => clock));
      const ofThreads = measure.clocks.filter(({ kind }) => kind === 'after' || kind === 'before');
      return ofThreads.filter(({ id }) => !known.has(id)).map(({ id }) => `${measure.id} ${id}`);
    });
    expect(unread).toEqual([]);
  });

  test('gives a reason for each measure that is no part of its catalogue', () => {
    const own = whole.filter(({ dimension }) => dimension !== OWN_DIMENSION);
    const wrong = own.filter(({ status, catalogue }) => (status === 'catalogue') !== catalogue.length > 0);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});
