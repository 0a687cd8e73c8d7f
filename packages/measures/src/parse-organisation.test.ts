import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measureHash, type ParsedOrganisation, parseOrganisation } from './index.ts';
import type { Organisation } from './organisation.ts';
import { readAccepted, readHashes, readRefused } from './testing/organisation-vectors.ts';
import { readFolderText } from './testing/read-files.ts';

const accepted = parseOrganisation(readAccepted());

/** With the lines of worked threads found, so that two can be compared. */
function plain({ threads, ...parsed }: ParsedOrganisation) {
  return { ...parsed, threads: threads.map((one) => ({ ...one, lines: [...one.lines()] })) };
}

describe('the organisation without fault', () => {
  test('is parsed', () => {
    expect(accepted.faults).toEqual([]);
    expect(accepted.organisation?.measures.map(({ id }) => id)).toEqual([
      'harvest-exchange',
      'keys',
      'open-letters',
      'visit-offer',
    ]);
  });

  test('does not depend on the order of the files', () => {
    expect(plain(parseOrganisation(new Map([...readAccepted()].reverse())))).toEqual(plain(accepted));
  });

  test('has measures named by the hash of what they say, and by nothing editors add', () => {
    const hashes = readHashes();
    for (const { hash, forms, wording, ...definition } of accepted.organisation?.measures ?? []) {
      expect(hash).toBe(hashes[definition.id]);
      expect(measureHash(definition, forms, wording)).toBe(hash);
    }
  });

  test('may have files beside the JSON', () => {
    const files = readAccepted().set('README.md', '# Notes').set('measures/keys/notes.txt', '');
    expect(plain(parseOrganisation(files))).toEqual(plain(accepted));
  });
});

describe('a fault is found where it is, and nothing else', () => {
  test.each(readRefused())('$name', ({ files, faults }) => {
    const parsed = parseOrganisation(files);
    expect(parsed.organisation).toBeUndefined();
    expect(parsed.faults.map(({ file, at, code }) => ({ file, at, code }))).toEqual(faults);
    for (const { sentence } of parsed.faults) expect(sentence).toMatch(/^["A-Z].*\.$/);
  });
});

test('every fault is found at once, each with its line', () => {
  const files = readAccepted();
  const zone = (files.get('participants.json') ?? '').replace('Asia/Tokyo', 'Asia/Borea');
  const steps = (files.get('measures/visit-offer/measure.json') ?? '').replace('"mutual-visits"', '"visits"');
  files.set('participants.json', zone).set('measures/visit-offer/measure.json', steps);
  expect(parseOrganisation(files).faults.map(({ file, line }) => ({ file, line }))).toEqual([
    { file: 'measures/visit-offer/measure.json', line: lineOf(steps, '"visits"', 'catalogue') },
    { file: 'participants.json', line: lineOf(zone, 'Asia/Borea') },
  ]);
});

function lineOf(text: string, what: string, after = ''): number {
  const position = text.indexOf(what, text.indexOf(after));
  return text.slice(0, position).split('\n').length;
}

test('a missing name is reported at the line of what lacks it', () => {
  const files = readAccepted().set(
    'bodies.json',
    '{\n  "bodies": [\n    {\n      "id": "council"\n    }\n  ]\n}\n',
  );
  const faults = parseOrganisation(files).faults;
  expect(new Set(faults.map(({ line }) => line))).toEqual(new Set([3]));
  expect(faults.map(({ sentence }) => sentence.split(' ')[0])).toEqual([
    '"name"',
    '"role"',
    '"kind"',
    '"source"',
  ]);
});

describe('no folder makes it throw', () => {
  const paths = [...readAccepted().keys()];
  const broken = (text: string) => fc.oneof(fc.constant(text), fc.string(), fc.json());

  test('made of anything', () => {
    const file = fc.tuple(fc.oneof(fc.constantFrom(...paths), fc.string()), broken('{}'));
    fc.assert(fc.property(fc.array(file), (files) => void parseOrganisation(new Map(files))));
  });

  test('with one value changed for anything', () => {
    const files = [...readAccepted()];
    const change = fc.tuple(fc.nat(), fc.nat(), fc.jsonValue());
    fc.assert(
      fc.property(change, ([file, place, value]) => {
        const [path = '', text = ''] = files[file % files.length] ?? [];
        let count = 0;
        const places = text.split('\n').length;
        const mutated = JSON.parse(text, (_, old) => (count++ === place % places ? value : old));
        void parseOrganisation(new Map(files).set(path, JSON.stringify(mutated) ?? ''));
      }),
      { numRuns: 500 },
    );
  });

  test('nested a million deep', () => {
    const files = readAccepted().set('bodies.json', `${'['.repeat(1e6)}${']'.repeat(1e6)}`);
    expect(parseOrganisation(files).faults.map(({ code }) => code)).toEqual(['json-invalid']);
  });
});

describe('CICA', () => {
  const { organisation, faults } = parseOrganisation(readFolderText('organisations/cica'));

  test('has no fault', () => expect(faults).toEqual([]));

  test('has the counts of its public sources', () => {
    expect(counts(organisation)).toEqual({
      organisation: 1,
      member: 28,
      observer: 15,
      partner: 8,
      dimensions: 5,
      areas: 19,
      bodies: 21,
      catalogue: 31,
    });
  });

  test('lists participants by English name', () => {
    const names = organisation?.participants.map(({ name }) => name['en'] ?? '') ?? [];
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
  });

  test('lets no example name a real state', () => {
    const states = organisation?.participants.filter(({ role }) => role !== 'organisation') ?? [];
    const codes = states.map(({ code }) => code);
    const examples = [...readFolderText('organisations/cica')].filter(([path]) =>
      path.includes('/examples/'),
    );
    for (const [, text] of examples) for (const code of codes) expect(text).not.toContain(`"${code}"`);
  });
});

function counts(organisation: Organisation | undefined) {
  const roles = organisation?.participants.map(({ role }) => role) ?? [];
  const countOf = (wanted: string) => roles.filter((role) => role === wanted).length;
  return {
    organisation: countOf('organisation'),
    member: countOf('member'),
    observer: countOf('observer'),
    partner: countOf('partner'),
    dimensions: organisation?.dimensions.length,
    areas: organisation?.dimensions.flatMap(({ areas }) => areas).length,
    bodies: organisation?.bodies.length,
    catalogue: organisation?.catalogue.length,
  };
}
