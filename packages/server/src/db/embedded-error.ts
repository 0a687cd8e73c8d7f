/** The built-in database cannot run here; the message tells a person what to do. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
}

const sentences: readonly (readonly [RegExp, string])[] = [
  [
    /No space left on device|ENOSPC|Disk quota exceeded/,
    'The disk is full: free some space and start again.',
  ],
  [
    /Permission denied|EACCES|EROFS|Read-only file system|EPERM/,
    'Its folder cannot be written to: give this user the right to, or name another folder in RAPPORT_DATA.',
  ],
  [
    /error while loading shared libraries/,
    'A system library is missing for the built-in database; its name is below.',
  ],
  [/has invalid permissions/, 'Its folder must belong to this user alone (mode 0700).'],
  [
    /could not resize shared memory|could not map anonymous shared memory/,
    'There is not enough (shared) memory.',
  ],
];

/**
 * Turns what initdb, postgres or the file system said into a sentence with a remedy.
 *
 * @param doing - what was being tried, as the sentence's beginning, such as "The database could not start."
 * @param said - text from the program's log or an error's message
 */
export function explainFailure(doing: string, said: string, cause?: unknown): EmbeddedDatabaseError {
  const known = sentences.find(([pattern]) => pattern.test(said))?.[1];
  const detail = said.trim().split('\n').slice(-8).join('\n');
  return new EmbeddedDatabaseError(
    [doing, known, detail && `It said:\n${detail}`].filter(Boolean).join(' '),
    { cause },
  );
}
