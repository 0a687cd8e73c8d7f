import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeNote, parseNote, signNote } from '@rapport/record';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  filedNote,
  honestNotes,
  type LogSite,
  origin,
  siteAddress,
  siteHolding,
  type TakenIn,
} from '../testing/log-site.ts';
import { jsonRunner } from '../testing/run-json.ts';
import { type TestSurroundings, testSurroundings } from '../testing/surroundings.ts';
import { writeAbout } from './about.ts';
import { MirrorFolder } from './folder.ts';
import { encodeHoldings } from './holdings.ts';
import { names } from './layout.ts';
import { readMirrorKey } from './mirror-key.ts';
import { chainAfter, emptyChain, encodeNotices } from './notices-file.ts';

let surroundings: TestSurroundings;
const at = (...parts: string[]): string => join(surroundings.folder, ...parts);

beforeAll(async () => {
  surroundings = testSurroundings();
  const { policy } = await siteHolding(honestNotes());
  writeFileSync(at('policy'), policy);
});
afterAll(() => surroundings.remove());

/** Writes what a mirror of a log would hold, verifying nothing: as somebody does who wants it believed. */
async function forge(path: string, { files, notices, measures, policy }: LogSite): Promise<void> {
  const folder = new MirrorFolder(path);
  const size = notices.length;
  writeAbout(folder, { origin, reader: 'public' });
  for (const [name, bytes] of files) folder.write(`log/${name}`, bytes);
  folder.write(names.policy, policy);
  for (const measure of measures) folder.write(names.measure(measure.hash), JSON.stringify(measure));
  folder.write(names.notices(0, size), encodeNotices({ before: emptyChain, notices }));
  const chain = chainAfter(emptyChain, notices);
  folder.write(
    names.holdings(size),
    await encodeHoldings({ origin, size, reader: 'public', chain }, undefined),
  );
}

async function run(fetch: TestSurroundings['fetch'], ...args: string[]) {
  const { status, json } = await jsonRunner({ ...surroundings, fetch })(...args);
  const checks = (json['checks'] ?? []) as { findings: { code: string }[] }[];
  return { status, codes: checks.flatMap(({ findings }) => findings.map(({ code }) => code)) };
}

/** The honest log, and at its end a notice with a time before that of the one before it. */
function backwards(): TakenIn[] {
  const rows = honestNotes();
  const revocation = filedNote('accepted-revocation');
  return [...rows, { ...revocation, takenIn: (rows.at(-1)?.takenIn ?? 0) - 1 }];
}

/** What a crooked log holds at its end, and the code by which its mirror is refused. */
const crooked: readonly (readonly [what: string, rows: () => TakenIn[], code: string])[] = [
  [
    'a notice by a key that had expired',
    () => [...honestNotes(), filedNote('refused-key-expired')],
    'key-expired',
  ],
  [
    'a notice by a key that was revoked',
    () => [...honestNotes(), filedNote('refused-key-revoked')],
    'key-revoked',
  ],
  [
    'a notice by a key of another state',
    () => [...honestNotes(), filedNote('refused-key-of-another-participant')],
    'key-of-another-participant',
  ],
  ['a time that goes back', backwards, 'order-time'],
];

describe('a mirror of a log whose own key signed for what no honest log takes in', () => {
  test('is sound while the log is honest', async () => {
    const site = await siteHolding(honestNotes());
    await forge(at('honest'), site);
    expect(await run(site.fetch, 'mirror', 'check', 'honest', '--policy', 'policy')).toEqual({
      status: 0,
      codes: [],
    });
  });

  test.each(crooked)(
    '%s is refused by its own reason, as a folder and as a server',
    async (what, rows, code) => {
      const folder = `crooked-${crooked.findIndex(([one]) => one === what)}`;
      const site = await siteHolding(rows());
      await forge(at(folder), site);
      const checked = await run(site.fetch, 'mirror', 'check', folder, '--policy', 'policy');
      expect([checked.status, checked.codes]).toEqual([1, [code]]);
      const copied = await run(
        site.fetch,
        'mirror',
        `${siteAddress}/log`,
        `${folder}-copy`,
        '--policy',
        'policy',
      );
      expect([copied.status, copied.codes.filter((one) => one !== 'not-reached')]).toEqual([1, [code]]);
      expect(existsSync(at(`${folder}-copy`, names.checkpoint))).toBe(false);
    },
  );
});

test('the mirror’s own cosignature of another log, put under this one, is refused', async () => {
  const site = await siteHolding(honestNotes());
  await run(site.fetch, 'mirror', 'key', '--name', 'mirror.invalid/xa', '--out', 'mirror.key');
  const copied = await run(
    site.fetch,
    ...['mirror', `${siteAddress}/log`, 'cosigned', '--policy', 'policy', '--mirror-key', 'mirror.key'],
  );
  expect(copied).toEqual({ status: 0, codes: [] });
  const path = at('cosigned', names.checkpoint);
  const note = parseNote(readFileSync(path));
  if (!note.ok) throw new Error(note.code);
  const { text, signatures } = note.value;
  const cosigner = readMirrorKey(surroundings, 'mirror.key').cosigner(1_800_000_000);
  const elsewhere = await signNote(text.replace(origin, 'other.rapport.invalid/log'), [cosigner]);
  const others = signatures.filter(({ name }) => name !== 'mirror.invalid/xa');
  writeFileSync(path, encodeNote({ text, signatures: [...others, ...elsewhere.signatures] }));
  const { status, codes } = await run(site.fetch, 'mirror', 'check', 'cosigned', '--policy', 'policy');
  expect([status, codes.filter((one) => one !== 'not-reached')]).toEqual([1, ['mirror-cosignature-wrong']]);
});
