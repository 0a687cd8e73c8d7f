import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fetch } from '@rapport/api';
import { hashBytes, sha256 } from '@rapport/record';
import type { Surroundings } from '../io/surroundings.ts';

/** A folder of its own, and a machine whose clock stands still and whose chance repeats. */
export interface TestSurroundings extends Surroundings {
  remove(): void;
}

const noNetwork: Fetch = () =>
  Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }));

export function testSurroundings(fetch: Fetch = noNetwork): TestSurroundings {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-cli-'));
  let drawn = 0;
  return {
    folder,
    environment: {},
    now: () => Date.UTC(2027, 2, 1, 9),
    random: (count) => {
      if (count > hashBytes) throw new RangeError('the tests draw 32 bytes at most');
      drawn += 1;
      return sha256(Uint8Array.of(drawn)).slice(0, count);
    },
    fetch,
    writeOut: () => {},
    writeError: () => {},
    isTerminal: false,
    askSecret: () => undefined,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
