import { webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import { platformOf } from './testing/platform.ts';
import { readVectorFiles } from './testing/read-vectors.ts';
import { suites } from './testing/suites.ts';

const files = readVectorFiles();
const platform = platformOf(webcrypto.subtle);

for (const [name, run] of Object.entries(suites)) {
  test(`vectors: ${name}`, async () => {
    const outcomes = await run(files, platform);
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(0);
  });
}
