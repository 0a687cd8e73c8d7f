import {
  checkConsistency,
  checkPolicy,
  checkSubtreeConsistency,
  checkSubtreeInclusion,
  emptyRoot,
  encodeFrontier,
  encodeUtf8,
  type Parsed,
  parseCosignature,
  parseFrontier,
  parseNote,
  parsePolicy,
  parseUint64,
  type RecordFinding,
  rootFromTiles,
  sha256,
} from '../../index.ts';
import type { Platform } from '../platform.ts';
import { type Outcome, outcome, readJson, type VectorFiles } from '../vectors.ts';

type Negative = { trust: { log: string; witnesses: string[] }; good: string };

/** Limits and forms too large or too small for files of their own, each with an accepted twin. */
export async function limitsSuite(files: VectorFiles, platform: Platform): Promise<Outcome[]> {
  const { trust, good } = readJson<Negative>(files, 'own/negative.json');
  return [
    ...noteLimits(good),
    ...cosignatureForms(),
    ...frontierForms(),
    ...treeForms(),
    ...(await tileForms()),
  ].concat(await missingLogSignature(trust, good, platform));
}

function noteLimits(good: string): Outcome[] {
  const split = good.indexOf('\n\n') + 2;
  const line = good.slice(split, good.indexOf('\n', split) + 1);
  const lines = (count: number) => said(parseNote(encodeUtf8(good.slice(0, split) + line.repeat(count))));
  const padded = (length: number) => {
    const rest = `\n\n${line}`;
    return said(parseNote(encodeUtf8('a'.repeat(length - encodeUtf8(rest).length) + rest)));
  };
  return [
    outcome('limits/note/100-signatures', lines(100), true),
    outcome('limits/note/101-signatures', lines(101), 'note-too-many-signatures'),
    outcome('limits/note/1000000-bytes', padded(1_000_000), true),
    outcome('limits/note/1000001-bytes', padded(1_000_001), 'note-too-long'),
  ];
}

function cosignatureForms(): Outcome[] {
  const ed25519 = (bytes: Uint8Array) => said(parseCosignature('ed25519-cosignature', bytes));
  const late = new Uint8Array(72).fill(0xff, 0, 8);
  return [
    outcome('limits/cosignature/72-bytes', ed25519(new Uint8Array(72)), true),
    outcome('limits/cosignature/71-bytes', ed25519(new Uint8Array(71)), 'cosignature-length'),
    outcome('limits/cosignature/73-bytes', ed25519(new Uint8Array(73)), 'cosignature-length'),
    outcome('limits/cosignature/time-beyond-2-53', ed25519(late), 'cosignature-time'),
    outcome('limits/uint64/7-bytes', parseUint64(new Uint8Array(7)) ?? 'none', 'none'),
  ];
}

function frontierForms(): Outcome[] {
  const bytes = encodeFrontier({ size: 3, hashes: [sha256(emptyRoot), emptyRoot] });
  return [
    outcome('limits/frontier', said(parseFrontier(bytes)), true),
    outcome('limits/frontier/hash-missing', said(parseFrontier(bytes.slice(0, -32))), 'frontier-form'),
    outcome(
      'limits/frontier/byte-too-many',
      said(parseFrontier(new Uint8Array([...bytes, 0]))),
      'frontier-form',
    ),
    outcome('limits/frontier/nothing', said(parseFrontier(new Uint8Array(0))), 'frontier-form'),
  ];
}

function treeForms(): Outcome[] {
  const [one, other] = [sha256(emptyRoot), sha256(sha256(emptyRoot))];
  const same = { oldSize: 1, newSize: 1, oldRoot: one, newRoot: one, proof: [] };
  const run = { start: 2, end: 4, size: 4, subtreeRoot: one, root: one, proof: [] };
  const leaf = { index: 2, start: 2, end: 3, leafHash: one, proof: [], root: one };
  const empty = { ...run, start: 2, end: 2, subtreeRoot: emptyRoot };
  const none = { ...same, oldSize: 0, oldRoot: emptyRoot };
  return [
    outcome('limits/consistency/same-tree', codes(checkConsistency(same)), []),
    outcome('limits/consistency/from-empty', codes(checkConsistency(none)), ['consistency-from-empty']),
    outcome('limits/consistency/fraction', codes(checkConsistency({ ...same, oldSize: 0.5 })), [
      'consistency-sizes',
    ]),
    outcome('limits/subtree/empty', codes(checkSubtreeConsistency(empty)), []),
    outcome(
      'limits/subtree/empty-other-root',
      codes(checkSubtreeConsistency({ ...empty, subtreeRoot: other })),
      ['consistency-old-root'],
    ),
    outcome('limits/subtree/no-subtree', codes(checkSubtreeConsistency({ ...run, start: 1 })), [
      'subtree-range',
    ]),
    outcome('limits/subtree/leaf', codes(checkSubtreeInclusion(leaf)), []),
    outcome('limits/subtree/leaf-out-of-range', codes(checkSubtreeInclusion({ ...leaf, start: 3 })), [
      'subtree-range',
    ]),
  ];
}

async function tileForms(): Promise<Outcome[]> {
  const read = async (bytes: number) =>
    said(await rootFromTiles({ readTile: async () => new Uint8Array(bytes) }, 2));
  return [
    outcome('limits/tile/64-bytes', await read(64), true),
    outcome('limits/tile/32-bytes', await read(32), 'tile-length'),
    outcome('limits/tile/96-bytes', await read(96), 'tile-length'),
  ];
}

/** A policy that knows the log: the note without its line is refused, though its witnesses are there. */
async function missingLogSignature(
  trust: Negative['trust'],
  good: string,
  { suite }: Platform,
): Promise<Outcome[]> {
  const policy = parsePolicy(`log ${trust.log}\nwitness w1 ${trust.witnesses[0]}\nquorum w1\n`);
  if (!policy.ok) return [outcome('limits/policy', policy.code, true)];
  const judge = async (note: string) =>
    codes((await checkPolicy(policy.value, encodeUtf8(note), suite)).findings);
  const without = good.replace(/\n\u2014 example[^\n]*\n/, '\n');
  return [
    outcome('limits/policy/log-signature', await judge(good), []),
    outcome('limits/policy/log-signature-missing', await judge(without), ['policy-log-signature-missing']),
  ];
}

function said(parsed: Parsed<unknown>): string | true {
  return parsed.ok || parsed.code;
}

function codes(findings: RecordFinding[]): string[] {
  return findings.map(({ code }) => code);
}
