import { describe, expect, test } from 'vitest';
import { parseSearch, searchWordsMax } from './parse-search.ts';
import { snippetOf } from './snippet.ts';
import { wordsOf } from './words.ts';

const forms = (text: string): string[] => wordsOf(text).map(({ form }) => form);

describe('words are found alike in', () => {
  test.each([
    ['any case', 'EXERCISE Exercise', 'exercise exercise'],
    ['either е', 'Ёлка елка', 'елка елка'],
    ['й as it is, other than и', 'Йод иод', 'йод иод'],
    ['Latin with accents', 'Évian evian', 'evian evian'],
    ['Arabic with vowel signs and each alef', 'إِخْطَار أخطار اخطار', 'اخطار اخطار اخطار'],
    ['Arabic ta marbuta and ya', 'مذكّرة مذكره على علي', 'مذكره مذكره علي علي'],
    ['digits of every script', '٢٠٢٧ 2027 ۲۰۲۷', '2027 2027 2027'],
    ['words with signs that are not seen', 'co\u00adoperation نمی\u200cشود', 'cooperation نميشود'],
    ['words with marks of their own', 'हिन्दी қазақ', 'हिन्दी қазақ'],
  ])('%s', (_, text, expected) => expect(forms(text)).toEqual(expected.split(' ')));

  test('Chinese by pairs, beside other scripts', () => {
    expect(forms('联合演习2027')).toEqual(['联合', '合演', '演习', '2027']);
    expect(forms('舰 KZ')).toEqual(['舰', 'kz']);
  });

  test('Thai by its words', () => expect(forms('การฝึกร่วม')).toContain('ร่วม'));

  test('places that lead back to the text', () => {
    const text = 'Манёвры «Север-7», 2 дня';
    expect(wordsOf(text).map(({ from, until }) => text.slice(from, until))).toEqual([
      'Манёвры',
      'Север',
      '7',
      '2',
      'дня',
    ]);
  });
});

describe('what is typed', () => {
  const read = (text: string) =>
    parseSearch(text).map(
      ({ kind, forms: of, isUnwanted }) => `${isUnwanted ? '-' : ''}${kind}:${of.join('+')}`,
    );

  test.each([
    ['naval exercise', ['words:naval', 'words:exercise']],
    ['"naval exercise" -drone', ['phrase:naval+exercise', '-words:drone']],
    ['«морские учения» −авиация', ['phrase:морские+учения', '-words:авиация']],
    ['cross-border', ['words:cross+border']],
    ['уч*', ['beginning:уч']],
    ['a*', ['words:a']],
    ['DSC/NOT/XA/2027/0012', ['reference:NOT/XA/2027/12']],
    ['not/xa/2027/12', ['reference:NOT/XA/2027/12']],
    ['-CICA/REG/KZ/2026/0001', ['-reference:REG/KZ/2026/1']],
    ['演习', ['words:演习']],
    ['"unclosed phrase', ['phrase:unclosed+phrase']],
    ['-"no such" x', ['-phrase:no+such', 'words:x']],
  ])('%s', (text, terms) => expect(read(text)).toEqual(terms));

  test.each(['', '   ', '"""', '-', '- -', '* % _ \\', '\0\0', '()|&!<->:', "';--", '\ud800', '«»'])(
    'that says nothing: %j',
    (text) => expect(read(text)).toEqual([]),
  );

  test('at great length is cut to its first words', () => {
    const all = parseSearch('a1 '.repeat(5000)).flatMap(({ forms: of }) => of);
    expect(all).toHaveLength(searchWordsMax);
    expect(parseSearch('('.repeat(10_000))).toEqual([]);
  });
});

describe('a snippet', () => {
  test('marks what was looked for, in other endings too, and not in what only begins alike', () => {
    const parts = snippetOf('Two exercises; the exerciselessnesses stay.', ['exercise', 'exercis']);
    expect(parts?.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(['exercises']);
    expect(parts?.map(({ text }) => text).join('')).toBe('Two exercises; the exerciselessnesses stay.');
  });

  test('of a long text is the part around the first hit', () => {
    const parts = snippetOf(`${'before '.repeat(100)}needle ${'after '.repeat(100)}`, ['needle']) ?? [];
    const text = parts.map((part) => part.text).join('');
    expect(text.length).toBeLessThan(240);
    expect(text).toMatch(/^… before .*needle after .* …$/);
  });

  test('joins overlapping pairs, and hands markup on as text', () => {
    expect(snippetOf('<b>联合演习</b>', ['联合', '合演', '演习'])).toEqual([
      { text: '<b>', isHit: false },
      { text: '联合演习', isHit: true },
      { text: '</b>', isHit: false },
    ]);
  });

  test('is none where nothing is said', () => expect(snippetOf('quiet', ['loud'])).toBeUndefined());
});
