import { webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as record from './index.ts';
import { plainNotice } from './testing/notice-cases.ts';
import { ed25519FromSeed } from './testing/platform.ts';
import { flipBit } from './testing/vectors.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const size = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const utf8Text = fc.string({ unit: 'grapheme' });
const name = utf8Text.filter(record.isKeyName);
const origin = utf8Text.filter((text) => text !== '' && !/\p{Cc}/u.test(text));

function valueOf<T>(parsed: record.Parsed<T>): T {
  if (!parsed.ok) throw new Error(`refused: ${parsed.code} ${parsed.detail ?? ''}`);
  return parsed.value;
}

describe('parse(encode(x)) is x', () => {
  const cases: [string, fc.Arbitrary<unknown>, (value: never) => unknown][] = [
    ['base64', fc.uint8Array(), (value: Uint8Array) => record.parseBase64(record.encodeBase64(value))],
    [
      'base64url',
      fc.uint8Array(),
      (value: Uint8Array) => record.parseBase64Url(record.encodeBase64Url(value)),
    ],
    ['hex', fc.uint8Array(), (value: Uint8Array) => record.parseHex(record.encodeHex(value))],
    ['utf8', utf8Text, (value: string) => record.parseUtf8(record.encodeUtf8(value))],
    ['uint64', size, (value: number) => record.parseUint64(record.encodeUint64(value))],
    [
      'verifier key',
      fc
        .record({ name, publicKey: bytes(32) })
        .map((key) => record.verifierKey(key.name, 'ed25519', key.publicKey)),
      (value: record.VerifierKey) => valueOf(record.parseVerifierKey(record.encodeVerifierKey(value))),
    ],
    [
      'checkpoint',
      fc.record({ origin, size: size.filter((count) => count > 0), root: bytes(32) }),
      (value: record.Checkpoint) => valueOf(record.parseCheckpoint(record.encodeCheckpoint(value))),
    ],
    [
      'note',
      fc.record({
        text: origin.map((text) => `${text}\n`),
        signatures: fc.array(
          fc.record({
            name,
            keyId: bytes(4).map(record.encodeHex),
            signature: fc.uint8Array({ minLength: 1 }),
          }),
          { minLength: 1, maxLength: 5 },
        ),
      }),
      (value: record.Note) => valueOf(record.parseNote(record.encodeNote(value))),
    ],
    [
      'cosignature',
      fc.record({ time: size, signature: bytes(64) }),
      (value: record.Cosignature) =>
        valueOf(record.parseCosignature('ed25519-cosignature', record.encodeCosignature(value))),
    ],
    [
      'entry',
      fc.record({ takenIn: size, noteHash: bytes(32) }),
      (value: record.Entry) => valueOf(record.parseEntry(record.encodeEntry(value))),
    ],
    [
      'tile path',
      fc.record({
        kind: fc.constant('tile'),
        level: fc.nat(63),
        index: size,
        width: fc.integer({ min: 1, max: 256 }),
      }),
      (value: record.TilePath) => valueOf(record.parseTilePath(record.tilePath(value))),
    ],
    [
      'bundle',
      fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 }),
      (value: Uint8Array[]) => valueOf(record.parseBundle(record.encodeBundle(value), value.length)),
    ],
    [
      'tlog-proof',
      fc.record(
        {
          extra: fc.uint8Array(),
          index: size,
          hashes: fc.array(bytes(32), { maxLength: 63 }),
          checkpoint: utf8Text.filter((text) => text !== ''),
        },
        { requiredKeys: ['index', 'hashes', 'checkpoint'] },
      ),
      (value: record.TlogProof) => valueOf(record.parseTlogProof(record.encodeTlogProof(value))),
    ],
    [
      'frontier',
      fc.nat(5000).map((count) => ({
        size: count,
        hashes: Array.from({ length: count.toString(2).replaceAll('0', '').length }, () =>
          record.emptyRoot.slice(),
        ),
      })),
      (value: record.Frontier) => valueOf(record.parseFrontier(record.encodeFrontier(value))),
    ],
    [
      'notice',
      fc
        .record({ answers: fc.dictionary(utf8Text, fc.oneof(utf8Text, fc.maxSafeInteger(), fc.boolean())) })
        .map((answers) => ({ ...plainNotice, ...answers })),
      (value: record.Notice) => valueOf(record.parseNoticeText(record.encodeNoticeText(value))),
    ],
  ];
  test.each(cases)('%s', (_, arbitrary, roundTrip) => {
    fc.assert(
      fc.property(arbitrary, (value) => {
        expect(roundTrip(value as never)).toEqual(value);
      }),
    );
  });

  test('canonical JSON', () => {
    const value = fc
      .jsonValue({ maxDepth: 5, stringUnit: 'grapheme' })
      .map((json) => JSON.parse(JSON.stringify(json)));
    fc.assert(
      fc.property(value, (json: record.JsonValue) => {
        expect(valueOf(record.parseCanonical(record.encodeCanonical(json)))).toEqual(json);
      }),
    );
  });

  test('what cannot be JSON data is thrown, not changed', () => {
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    const values = [
      undefined,
      Number.NaN,
      Infinity,
      1n,
      '\ud800',
      new Date(0),
      new Map(),
      { a: undefined },
      cyclic,
    ];
    for (const value of [...values, () => 1, { toJSON: () => 1 }, Array.from({ length: 1 }), Symbol('a')]) {
      expect(() => record.encodeCanonical(value as never)).toThrow(record.NotCanonicalData);
    }
  });
});

describe('hostile bytes give data, never a throw', () => {
  const parsers: [string, (input: Uint8Array) => unknown][] = [
    ['parseNote', record.parseNote],
    ['parseNotice', record.parseNotice],
    ['parseEntry', record.parseEntry],
    ['parseFrontier', record.parseFrontier],
    ['parseBundle', (input) => record.parseBundle(input, 3)],
  ];
  const text = (parse: (input: string) => unknown) => (input: Uint8Array) =>
    parse(String.fromCharCode(...input));
  const textParsers: [string, (input: string) => unknown][] = [
    ['parseCanonical', record.parseCanonical],
    ['parseVerifierKey', record.parseVerifierKey],
    ['parseCheckpoint', record.parseCheckpoint],
    ['parseTilePath', record.parseTilePath],
    ['parseTlogProof', record.parseTlogProof],
    ['parsePolicy', record.parsePolicy],
    ['parseBase64', record.parseBase64],
  ];
  const all = [...parsers, ...textParsers.map(([label, parse]) => [label, text(parse)] as const)];
  test.each(all)('%s', (_, parse) => {
    const input = fc.oneof(fc.uint8Array({ maxLength: 300 }), utf8Text.map(record.encodeUtf8));
    fc.assert(fc.property(input, (bytesIn) => void parse(bytesIn)));
  });
});

test('one flipped bit in a signed checkpoint is always found', async () => {
  const { subtle } = webcrypto;
  const suite = record.createSuite(subtle);
  const origin_ = 'log.example.org/notices';
  const seed = new Uint8Array(32).fill(7);
  const privateKey = await ed25519FromSeed(subtle, seed);
  const publicKey = record.parseHex(
    'ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c',
  ) as Uint8Array;
  const signer = record.ed25519Signer(origin_, privateKey, publicKey, subtle);
  const note = await record.signCheckpoint({ origin: origin_, size: 5, root: record.sha256(seed) }, [signer]);
  const good = record.encodeNote(note);
  expect((await record.verifyCheckpoint(good, origin_, [signer.key], suite)).ok).toBe(true);
  for (let bit = 0; bit < good.length * 8; bit++) {
    const bad = good.slice();
    bad[bit >> 3] = (bad[bit >> 3] as number) ^ (1 << (bit & 7));
    expect((await record.verifyCheckpoint(bad, origin_, [signer.key], suite)).ok, `bit ${bit}`).toBe(false);
  }
});

test('one flipped bit in an entry or a notice gives another hash or a refusal', () => {
  const entry = record.encodeEntry({
    takenIn: 1_795_428_000_000,
    noteHash: record.sha256(new Uint8Array(1)),
  });
  const leaf = record.leafHash(entry);
  for (let at = 0; at < entry.length; at++) expect(record.leafHash(flipBit(entry, at))).not.toEqual(leaf);
  const text = record.encodeUtf8(record.encodeNoticeText(plainNotice));
  const id = record.noticeId(record.encodeNoticeText(plainNotice));
  for (let at = 0; at < text.length; at++) {
    const changed = record.parseUtf8(flipBit(text, at));
    expect(changed === undefined || record.noticeId(changed) !== id).toBe(true);
  }
});
