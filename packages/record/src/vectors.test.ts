import { webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import { recordCodes } from './index.ts';
import { platformOf } from './testing/platform.ts';
import { readVectorFiles } from './testing/read-vectors.ts';
import { suites } from './testing/suites.ts';

const files = readVectorFiles();
const platform = platformOf(webcrypto.subtle);

const said: string[] = [];

for (const [name, run] of Object.entries(suites)) {
  test(`vectors: ${name}`, async () => {
    const outcomes = await run(files, platform);
    said.push(...outcomes.map(({ got }) => got));
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(0);
  });
}

test('every code is said by some vector', () => {
  const all = said.join('\n');
  expect(recordCodes.filter((code) => !all.includes(code))).toEqual([]);
});
