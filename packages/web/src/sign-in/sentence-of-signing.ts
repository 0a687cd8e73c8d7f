import { sentenceOfError } from '../ui/waiting.tsx';
import type { Words } from '../wording/use-words.ts';
import { NoSigningHere, PasskeyRefused } from './signing-here.ts';

/** What went wrong with a key or with the line, in the reader's words. */
export function sentenceOfSigning(error: unknown, words: Words): string {
  if (error instanceof NoSigningHere) return words.t('sign-in.no-keys');
  if (error instanceof PasskeyRefused) return words.t('sign-in.passkey-refused');
  return sentenceOfError(error, words);
}
