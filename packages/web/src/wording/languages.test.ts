import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { chooseLanguage, languageBy, languagesOf, programLanguages } from './languages.ts';

const never = async (): Promise<never> => {
  throw new Error('not loaded');
};

test('a language is a file: one more file is one more language, and nothing else is needed', async () => {
  const load = async (): Promise<object> => ({ qaa: { 'nav.menu': 'Ynem' } });
  const files = { './en.ts': never, './qaa.ts': load, './use-words.ts': never, './he.ts': never };
  const languages = languagesOf(files);
  expect(languages.map(({ tag, direction }) => `${tag} ${direction}`)).toEqual([
    'en ltr',
    'he rtl',
    'qaa ltr',
  ]);
  expect(await languages.at(-1)?.load()).toEqual({ 'nav.menu': 'Ynem' });
  expect(chooseLanguage(null, ['qaa-XX', 'en'], languages)).toBe('qaa');
  expect(chooseLanguage(null, ['qab'], languages)).toBe('en');
});

test('every file of wording in the folder is offered to the reader', () => {
  const files = readdirSync(fileURLToPath(new URL('.', import.meta.url)));
  const tags = files.flatMap((file) => /^([a-z]{2,3}(?:-[a-z]{4})?)\.ts$/.exec(file)?.[1] ?? []);
  expect(programLanguages.map(({ tag }) => tag).toSorted()).toEqual(tags.toSorted());
});

test('a language is called by its own name and runs in its own direction', () => {
  expect(programLanguages.map(({ name, direction }) => [name, direction])).toEqual([
    ['English', 'ltr'],
    ['العربية', 'rtl'],
    ['Русский', 'ltr'],
  ]);
  expect(() => languageBy('qaa')).toThrow('no wording in qaa');
});
