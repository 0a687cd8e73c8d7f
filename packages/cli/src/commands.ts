import { check } from './check/check.ts';
import type { Command } from './command.ts';
import type { Words } from './io/language.ts';
import { keysNew, keysShow } from './keys/keys.ts';
import { serve } from './serve/serve.ts';

/** Every command, in the order that help lists them. */
export const commands: readonly Command[] = [serve, keysNew, keysShow, check];

/** First words that several commands share. */
export const groups: Readonly<Record<string, Words>> = {
  keys: { en: 'make and show keys of offices', ru: 'создать или показать ключи должностей' },
};
