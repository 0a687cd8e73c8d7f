import type { Answers } from '@rapport/measures';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeDrafts, type Words } from './merge-drafts.ts';

const words = (answers: Answers, rest: Partial<Words> = {}): Words => ({ answers, files: [], ...rest });
const file = (sha256: string) => ({ name: sha256, mediaType: 'text/plain', sha256, size: 1 });
const merged = (base: Answers, mine: Answers, theirs: Answers) =>
  mergeDrafts(words(base), words(mine), words(theirs));

describe('what two people made of the same words', () => {
  test.each<[string, Answers, Answers, Answers, Answers]>([
    ['in different fields', { a: '1' }, { a: '2' }, { a: '1', b: '3' }, { a: '2', b: '3' }],
    [
      'in different fields of a group',
      { g: { a: '1' } },
      { g: { a: '2' } },
      { g: { a: '1', b: '3' } },
      { g: { a: '2', b: '3' } },
    ],
    ['in a group that both began', {}, { g: { a: '1' } }, { g: { b: '2' } }, { g: { a: '1', b: '2' } }],
    [
      'in different items of a list',
      { l: ['1', '2'] },
      { l: ['x', '2'] },
      { l: ['1', 'y'] },
      { l: ['x', 'y'] },
    ],
    ['taken out by one', { a: '1', b: '2' }, { b: '2' }, { a: '1', b: '3' }, { b: '3' }],
    ['alike by both', { a: '1' }, { a: '2' }, { a: '2' }, { a: '2' }],
  ])('%s goes together', (_what, base, mine, theirs, both) => {
    expect(merged(base, mine, theirs)).toEqual({ words: words(both), clashes: [] });
    expect(merged(base, theirs, mine)).toEqual({ words: words(both), clashes: [] });
  });

  test.each<[string, Answers, Answers, Answers, { at: string; theirs?: unknown }]>([
    ['in one field', { a: '1' }, { a: '2' }, { a: '3' }, { at: '/a', theirs: '3' }],
    [
      'in one field of a group',
      { g: { a: '1' } },
      { g: { a: '2' } },
      { g: { a: '3' } },
      { at: '/g/a', theirs: '3' },
    ],
    ['that one took out', { a: '1' }, { a: '2' }, {}, { at: '/a' }],
    ['in lists of different lengths', { l: ['1'] }, { l: ['1', '2'] }, { l: [] }, { at: '/l', theirs: [] }],
  ])('%s is for a person to choose, and mine stays meanwhile', (_what, base, mine, theirs, clash) => {
    expect(merged(base, mine, theirs)).toEqual({ words: words(mine), clashes: [clash] });
  });

  test('files: what either added is there, what either took out is not', () => {
    const of = (...names: string[]) => words({}, { files: names.map(file) });
    const { files } = mergeDrafts(of('a', 'b', 'c'), of('a', 'c', 'd'), of('a', 'b', 'e')).words;
    expect(files.map(({ sha256 }) => sha256)).toEqual(['a', 'd', 'e']);
  });

  test('audience: whole, never a mixture of two', () => {
    const to = (...participants: string[]) => words({}, { audience: { kind: 'named', participants } });
    const { words: kept, clashes } = mergeDrafts(to('XA'), to('XA', 'XB'), to('XC'));
    expect(kept.audience).toEqual({ kind: 'named', participants: ['XA', 'XB'] });
    expect(clashes).toEqual([{ at: 'audience', theirs: { kind: 'named', participants: ['XC'] } }]);
    expect(mergeDrafts(words({}), words({}), to('XC')).words.audience).toEqual(to('XC').audience);
  });
});

test('nobody’s words are lost: each stands in the outcome or is shown', () => {
  const leaf = fc.constantFrom('', 'a', 'b', 'c');
  const answers = fc.dictionary(
    fc.constantFrom('x', 'y', 'z'),
    fc.oneof(leaf, fc.dictionary(fc.constantFrom('x', 'y'), leaf)),
    {
      noNullPrototype: true,
    },
  );
  fc.assert(
    fc.property(answers, answers, answers, (base, mine, theirs) => {
      const { words: out, clashes } = merged(base, mine, theirs);
      expect(merged(base, base, theirs).words.answers).toEqual(theirs);
      expect(merged(base, mine, base).words.answers).toEqual(mine);
      const shown = JSON.stringify([out, clashes]);
      for (const [name, value] of Object.entries(theirs))
        if (typeof value === 'string' && value !== base[name]) expect(shown).toContain(JSON.stringify(value));
    }),
  );
});
