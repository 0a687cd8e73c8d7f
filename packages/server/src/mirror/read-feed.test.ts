import { Readable } from 'node:stream';
import type { MirrorFeed } from '@rapport/api';
import { describe, expect, test } from 'vitest';
import { FeedError, readFeed } from './read-feed.ts';

const head: MirrorFeed = { kind: 'head', reader: 'public', checkpoint: '', policy: '' };
const bundle: MirrorFeed = { kind: 'bundle', index: 0, width: 1, bundle: '', notices: [] };
const file: MirrorFeed = { kind: 'attachment', sha256: 'ab', bytes: Buffer.from('a map').toString('base64') };
const end: MirrorFeed = { kind: 'end' };

/** What was taken of a feed that came in chunks of some bytes. */
async function taken(parts: readonly MirrorFeed[], chunk = 7): Promise<string[]> {
  const bytes = Buffer.from(parts.map((part) => `${JSON.stringify(part)}\n`).join(''));
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, i) =>
    bytes.subarray(i * chunk, (i + 1) * chunk),
  );
  const found: string[] = [];
  await readFeed(Readable.from(chunks), {
    head: async ({ reader }) => void found.push(`head ${reader}`),
    bundle: async ({ index }) => void found.push(`bundle ${index}`),
    attachment: async (of, sha256, read) => void found.push(`${of.index} ${sha256} ${Buffer.from(read)}`),
  });
  return found;
}

describe('what a mirror is told', () => {
  test.each([1, 7, 10_000])('comes whole in chunks of %i bytes', async (chunk) => {
    const all = ['head public', 'bundle 0', '0 ab a map', 'bundle 0'];
    expect(await taken([head, bundle, file, bundle, end], chunk)).toEqual(all);
  });

  test.each([
    ['without its end', [head, bundle]],
    ['without its head', [bundle, end]],
    ['with two heads', [head, head, end]],
    ['with a file of no bundle', [head, file, end]],
    ['of nothing but its end', [end]],
    ['of nothing', []],
  ] as const)('%s is not served', async (_, parts) => {
    await expect(taken(parts)).rejects.toThrow(FeedError);
  });
});
