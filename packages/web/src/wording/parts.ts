import type { Messages } from '@lingui/core';
import type { LanguageTag } from './languages.ts';

/** A language's wording in parts, cut by the build: what the first pages say, what forms say beside, and the rest. */
export const partNames = ['first', 'forms', 'rest'] as const;
export type PartName = (typeof partNames)[number];

interface PartModule {
  readonly messages: Messages;
}
type Files = Readonly<Record<string, () => Promise<PartModule>>>;

/** The files of languages.ts, each as build/wording-parts.ts reads it. */
const files: Readonly<Record<PartName, Files>> = {
  first: import.meta.glob<PartModule>(['./??.ts', './???.ts', './??-????.ts'], { query: '?first' }),
  forms: import.meta.glob<PartModule>(['./??.ts', './???.ts', './??-????.ts'], { query: '?forms' }),
  rest: import.meta.glob<PartModule>(['./??.ts', './???.ts', './??-????.ts'], { query: '?rest' }),
};

/** @throws where the program does not speak the language */
export async function loadPart(tag: LanguageTag, part: PartName): Promise<Messages> {
  const file = files[part][`./${tag}.ts`];
  if (file === undefined) throw new Error(`no wording in ${tag}`);
  return (await file()).messages;
}
