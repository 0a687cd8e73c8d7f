import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { ru } from './ru.ts';
import { checkTitleOf, sentenceOf } from './sentence-of.ts';
import type { SentenceCode } from './sentence-table.ts';

const codes = Object.keys(en.sentences) as SentenceCode[];

describe.each([
  ['en', en],
  ['ru', ru],
] as const)('%s', (language, table) => {
  const bare = codes.map((code) => sentenceOf(language, code));
  const all = [
    ...Object.values(table.checks),
    ...bare,
    ...codes.map((code) => sentenceOf(language, code, 'X')),
  ];

  test('every sentence starts with a capital and ends with a full stop', () => {
    expect(all.filter((sentence) => !/^[A-ZА-ЯЁ].*[^ .]\.$/.test(sentence))).toEqual([]);
  });

  test('no sentence is left with a bracket, a brace or a doubled space', () => {
    expect(all.filter((sentence) => /[[\]{}]| {2}| [.,;:]|[.,;:]{2}/.test(sentence))).toEqual([]);
  });

  test('no two codes are said alike', () => {
    const spoken = [...bare, ...Object.values(table.checks)];
    expect(spoken.filter((sentence, i) => spoken.indexOf(sentence) !== i)).toEqual([]);
  });

  test('a thread that one may not see is spoken of as one that is not there', () => {
    expect(sentenceOf(language, 'thread-unknown')).not.toMatch(
      /hidden|secret|may not|allowed|скрыт|доступ|вправе/i,
    );
    expect(sentenceOf(language, 'thread-unknown', 'anything')).toBe(sentenceOf(language, 'thread-unknown'));
  });

  test('a detail is put in as it stands, and never changes the rest', () => {
    const withDetail = codes.filter((code) => table.sentences[code].includes('{detail}'));
    fc.assert(
      fc.property(fc.constantFrom(...withDetail), fc.string(), (code, mark) => {
        const detail = `<b>$&${mark}[{detail}]`;
        const [before = '', after = ''] = table.sentences[code].replace(/[[\]]/g, '').split('{detail}');
        expect(sentenceOf(language, code, detail)).toBe(before + detail + after);
      }),
      { numRuns: 200 },
    );
  });

  test('names of the measure language are said in words', () => {
    for (const [code, words] of Object.entries(table.words)) {
      for (const [name, said] of Object.entries(words)) {
        expect(sentenceOf(language, code as SentenceCode, name)).toContain(said);
      }
    }
  });
});

test('a language without a table falls back to its first part, then to English', () => {
  expect(sentenceOf('ru-RU', 'answer-missing')).toBe(ru.sentences['answer-missing']);
  expect(sentenceOf('RU', 'answer-missing')).toBe(ru.sentences['answer-missing']);
  expect(sentenceOf('kk', 'answer-missing')).toBe(en.sentences['answer-missing']);
  expect(sentenceOf('', 'answer-missing')).toBe(en.sentences['answer-missing']);
  expect(checkTitleOf('ru-KZ', 'order')).toBe(ru.checks.order);
});
