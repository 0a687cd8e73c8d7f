import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { chooseLanguage, programLanguages } from './languages.ts';

const sources = fileURLToPath(new URL('..', import.meta.url));

/** Every source text but the catalogues themselves. */
function readSources(): string {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/wording\/[a-z]{2,3}(-[a-z]{4})?\.ts$|\.test\.ts$/.test(file),
  );
  return files.map((file) => readFileSync(join(sources, file), 'utf8')).join('\n');
}

describe('wording', () => {
  const text = readSources();
  const templates = [...text.matchAll(/t\(`([^`$]*)\$\{[^}]*\}([^`$]*)`/g)].map(
    ([, head = '', tail = '']) => ({
      head,
      tail,
    }),
  );

  test.each(programLanguages)('$tag has the same sentences as every other language', async ({ load }) => {
    expect(Object.keys(await load())).toEqual(Object.keys(en));
  });

  test('every sentence is used', () => {
    const unused = Object.keys(en).filter((id) => {
      const isBuilt = templates.some(
        ({ head, tail }) => id.startsWith(head) && id.endsWith(tail) && id.length > head.length + tail.length,
      );
      return !isBuilt && !text.includes(`'${id}'`);
    });
    expect(unused).toEqual([]);
  });

  test.each(programLanguages)(
    'every sentence of $tag can be read and takes the same values',
    async ({ load }) => {
      for (const [id, sentence] of Object.entries(await load())) {
        expect(compileMessage(sentence)).toBeDefined();
        expect([id, ...valuesIn(sentence)]).toEqual([id, ...valuesIn(en[id as keyof typeof en])]);
      }
    },
  );
});

function valuesIn(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(/\{(\w+)[,}]/g)].map(([, name = '']) => name))].sort();
}

test.each([
  ['ru', ['en'], 'ru'],
  [null, ['kk', 'ru-KZ'], 'ru'],
  [null, ['ar-EG', 'en'], 'ar'],
  [null, ['mn'], 'en'],
  ['xx', [], 'en'],
])('the language kept as %s with %j asked is %s', (kept, asked, expected) => {
  expect(chooseLanguage(kept, asked)).toBe(expected);
});
