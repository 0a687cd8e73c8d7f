import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';
import { en } from '../src/wording/en.ts';
import { reachOf } from './reach.ts';

/** The source files, from `src` on, whose sentences come in a part of their own. */
export interface WordedPages {
  readonly first: readonly string[];
  readonly forms: readonly string[];
  /** Whether there are no other pages, so that the other parts are empty. */
  readonly areAll?: boolean;
}

/**
 * Gives each language's wording in parts, read already: `en.ts?first` has the sentences of the pages that have to be
 * there soon, `en.ts?forms` what forms say beside, `en.ts?rest` all others. Which those are is read from the pages'
 * own source.
 */
export function wordingParts(source: string, pages: WordedPages): Plugin {
  let parts: ReadonlyMap<string, string> | undefined;
  return {
    name: 'wording-parts',
    enforce: 'pre',
    async load(id) {
      const [, file = '', part] =
        /^(.*\/wording\/[a-z]{2,3}(?:-[a-z]{4})?\.ts)(?:\?(first|forms|rest))?$/.exec(id) ?? [];
      if (file === '') return undefined;
      // Nothing that is built reads a file of wording otherwise than in parts.
      if (part === undefined || (pages.areAll === true && part !== 'first'))
        return 'export const messages = {};';
      parts ??= partsOf(source, pages);
      const wanted = Object.entries(await sentencesOf(file)).filter(
        ([name]) => (parts?.get(name) ?? 'rest') === part,
      );
      const messages = Object.fromEntries(wanted.map(([name, text]) => [name, compileMessage(text)]));
      return `export const messages = ${JSON.stringify(messages)};`;
    },
  };
}

async function sentencesOf(file: string): Promise<Readonly<Record<string, string>>> {
  const module = (await import(pathToFileURL(file).href)) as Record<string, Record<string, string>>;
  return Object.values(module)[0] ?? {};
}

/** Which part a sentence is in; those of the rest are left out. */
function partsOf(source: string, { first, forms }: WordedPages): ReadonlyMap<string, string> {
  const saidBy = (pages: readonly string[]): Set<string> =>
    sentencesIn(
      reachOf(
        pages.map((page) => join(source, page)),
        'later',
      ),
      Object.keys(en),
    );
  const inForms = [...saidBy(forms)].map((name) => [name, 'forms'] as const);
  const inFirst = [...saidBy(first)].map((name) => [name, 'first'] as const);
  return new Map<string, string>([...inForms, ...inFirst]);
}

/** The names of the sentences that source files ask for, by a whole name or by one put together. */
export function sentencesIn(files: Iterable<string>, names: readonly string[]): Set<string> {
  const text = [...files]
    .filter((file) => /\.tsx?$/.test(file) && !/\/wording\/\w\w\.ts$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const built = [...text.matchAll(/`([^`$\s]*)\$\{[^}]*\}([^`$\s]*)`/g)]
    .map(([, head = '', tail = '']) => ({ head, tail }))
    .filter(({ head }) => head.includes('.'));
  return new Set(
    names.filter(
      (name) =>
        text.includes(`'${name}'`) ||
        built.some(({ head, tail }) => name.startsWith(head) && name.endsWith(tail)),
    ),
  );
}
