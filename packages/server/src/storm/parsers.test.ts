// Every reader of outside bytes in record, measures, notices and api, on hostile input: it answers, soon, and keeps nothing.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseSignIn } from '@rapport/api';
import {
  checkAnswers,
  diffMeasures,
  type FormSchema,
  hasFormat,
  parseOrganisation,
  parsePointer,
} from '@rapport/measures';
import { checkProofFile, contextOf, parseProofFile, playThreads, readLocal } from '@rapport/notices';
import * as record from '@rapport/record';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { suite } from '../log/platform.ts';
import { loadOrganisation } from '../organisation/load.ts';
import { hostileBytes, hostileText, hostileValue, oddValue, spelled, Tried } from './hostile.ts';
import { readVectors, strings } from './vector-seeds.ts';

const tried = new Tried();
afterAll(() => console.log(`hostile inputs to parsers: ${tried.count}`));

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heapGrowthMax = 24 * 1024 * 1024;

/** Runs a property and sees that nothing of its inputs is kept. */
async function holds(check: () => Promise<void> | void): Promise<void> {
  collect();
  const before = process.memoryUsage().heapUsed;
  await check();
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(heapGrowthMax);
}

const texts = (...folders: string[]): string[] => strings(folders.flatMap((folder) => readVectors(folder)));
const bytes = (list: readonly string[]): Uint8Array[] => list.map((text) => record.encodeUtf8(text));
const starting = (list: readonly string[], pattern: RegExp): string[] =>
  list.filter((text) => pattern.test(text));

const all = texts('notices', 'entries', 'own', 'c2sp', 'proof-files').filter((text) => text.length < 60_000);
const notes = starting(all, /\n\n\u2014 /);
const entries = starting(all, /^rapport\/entry@v1/);
const checkpoints = starting(all, /^[^\n]+\n\d+\n[A-Za-z0-9+/=]{44}\n/);
const vkeys = [
  ...starting(all, /^[^\s+]+\+[0-9a-f]{8}\+\S+$/),
  ...all.flatMap((text) => text.match(/\S+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+/g) ?? []),
];
const policies = starting(all, /^(log|witness|quorum|group) /m);
const proofs = starting(all, /^c2sp\.org\/tlog-proof@v1/);
const proofFiles = starting(all, /"format":"rapport\/proof@v1"/);
const json = starting(all, /^[[{]/);
const lines = notes.flatMap((note) => note.split('\n').filter((line) => line.startsWith('\u2014')));
const tilePaths = ['tile/0/000', 'tile/1/x001/234.p/17', 'tile/entries/x123/x456/789', 'tile/63/255.p/255'];

test('there is something sound to begin from, of every kind', () => {
  for (const list of [notes, entries, checkpoints, vkeys, policies, proofs, proofFiles, json, lines])
    expect(list.length).toBeGreaterThan(3);
});

type Reader<Input> = readonly [
  name: string,
  sound: readonly string[],
  read: (input: Input) => unknown,
  runs?: number,
];

/** The reader with its count of inputs. */
function whole<Input>([name, sound, read, runs = 5000]: Reader<Input>) {
  return [name, sound, read, runs] as const;
}

const byteReaders: readonly Reader<Uint8Array>[] = [
  ['notes', notes, record.parseNote, 6000],
  ['notices', notes, record.parseNotice, 8000],
  ['entries', entries, record.parseEntry],
  ['sign-in notes', notes, parseSignIn],
  ['frontiers', entries, record.parseFrontier],
  ['bundles', entries, (input) => [1, 3, 256, 0, 0.5].map((width) => record.parseBundle(input, width))],
  ['proof files', proofFiles, parseProofFile, 6000],
  [
    'cosignatures',
    entries,
    (input) => [
      record.parseCosignature('ed25519-cosignature', input),
      record.parseCosignature('ml-dsa-44-cosignature', input),
    ],
  ],
  ['UTF-8', notes, record.parseUtf8],
];

const textReaders: readonly Reader<string>[] = [
  ['canonical JSON', json, record.parseCanonical, 8000],
  ['verifier keys', vkeys, readKey, 6000],
  ['checkpoints', checkpoints, record.parseCheckpoint],
  ['signature lines', lines, record.parseSignatureLine],
  ['tile paths', tilePaths, record.parseTilePath],
  ['tlog-proofs', proofs, record.parseTlogProof, 6000],
  ['policies', policies, record.parsePolicy, 6000],
  ['notice texts', notes, record.parseNoticeText],
  ['base64', lines, readBase64],
  ['decimals', ['0', '9007199254740991'], record.parseDecimal],
  ['pointers', ['/a/b~1c~0/0'], parsePointer],
  [
    'local times',
    ['2027-01-11T09:00:00Z', '2027-03-28', '24:00'],
    (input) => readLocal(input, 'Asia/Almaty'),
  ],
  [
    'formats of answers',
    ['2027-01-11', '51.13,71.43', 'https://a.example/b', 'a@b.example', '12.5', 'KZ'],
    readFormats,
  ],
];

const formats = [
  'date',
  'date-time',
  'decimal',
  'email',
  'web-address',
  'participant',
  'coordinates',
  'time',
  'code',
  'attachment',
];

function readFormats(text: string): unknown {
  return formats.map((format) => hasFormat(format, text, { participants: new Set(['KZ']) }));
}

/** Strict both ways: the platform's own decoder, held to one spelling, says the same. */
function readBase64(text: string): unknown {
  const isOneSpelling = Buffer.from(text, 'base64').toString('base64') === text;
  if ((record.parseBase64(text) !== undefined) !== isOneSpelling)
    throw new Error('another verdict on base64');
  return [record.parseBase64Url(text), record.parseHex(text)];
}

function readKey(text: string): unknown {
  const key = record.parseVerifierKey(text);
  return key.ok ? record.checkPublicKey(key.value.type, key.value.publicKey) : key;
}

describe('hostile input gives findings, soon, and nothing is kept', () => {
  test.each(byteReaders.map(whole))('%s', async (_name, sound, read, runs) => {
    const input = hostileBytes(bytes(sound));
    await holds(() =>
      fc.assert(
        fc.property(input, (one) => tried.sync(() => read(one))),
        tried.parameters(runs),
      ),
    );
  });

  test.each(textReaders.map(whole))('%s', async (_name, sound, read, runs) => {
    const input = hostileText(sound);
    await holds(() =>
      fc.assert(
        fc.property(input, (one) => tried.sync(() => read(one))),
        tried.parameters(runs),
      ),
    );
  });
});

const organisation = loadOrganisation(new URL('../../../../organisations/cica', import.meta.url).pathname);
const { files: accepted } = readVectors('organisations').find(
  (vector): vector is { files: Record<string, unknown> } =>
    typeof vector === 'object' && vector !== null && 'files' in vector && 'hashes' in vector,
) ?? { files: {} };

const hexes = strings(readVectors('webauthn')).filter((text) => /^[0-9a-f]{40,}$/.test(text));
const cose = /a5010203262001215820([0-9a-f]{64})225820([0-9a-f]{64})/;
const [, x = '', y = ''] = hexes.map((hex) => cose.exec(hex)).find((found) => found !== null) ?? [];
const page = 'https://example.org';
const passkey = record.verifierKey(
  'log.example/KZ/focal-point',
  'passkey',
  record.encodePasskey({
    algorithm: 'es256',
    point: record.parseHex(`04${x}${y}`) ?? new Uint8Array(),
    rpIdHash: record.rpIdHash('example.org'),
    origin: page,
  }),
);

/** An assertion over a text that holds in all but its signature. */
function assertionOver(text: string): Uint8Array {
  const challenge = record.encodeBase64Url(record.passkeyChallenge(text));
  const clientData = { type: 'webauthn.get', challenge, origin: page, crossOrigin: false };
  return record.encodeAssertion({
    authenticatorData: record.concatBytes(record.rpIdHash('example.org'), Uint8Array.of(5, 0, 0, 0, 0)),
    clientDataJson: record.encodeUtf8(JSON.stringify(clientData)),
    signature: record.parseHex('3006020101020101') ?? new Uint8Array(),
  });
}

const anyBytes = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    fc.uint8Array({ minLength: length, maxLength: length }),
    fc.uint8Array({ maxLength: 2 * length }),
    fc.constantFrom(new Uint8Array(length), new Uint8Array(length).fill(255)),
  );
const anyCount = fc.oneof(
  fc.nat(1000),
  fc.maxSafeNat(),
  fc.constantFrom(-1, 0.5, Number.NaN, Infinity, 2 ** 53, 2 ** 53 - 1, 2 ** 52, -0),
);

/** Runs one property as `holds` does. */
function expectAnswers<T>(input: fc.Arbitrary<T>, read: (one: T) => unknown, runs: number): Promise<void> {
  return holds(() =>
    fc.assert(
      fc.property(input, (one) => tried.sync(() => read(one))),
      tried.parameters(runs),
    ),
  );
}

function expectAnswersAsync<T>(
  input: fc.Arbitrary<T>,
  read: (one: T) => Promise<unknown>,
  runs: number,
): Promise<void> {
  const property = fc.asyncProperty(input, (one) => tried.async(() => read(one)));
  return holds(() => fc.assert(property, tried.parameters(runs)));
}

describe('what is made of several parts', () => {
  test('notices whose members are other than they should be', async () => {
    const sound = notes.flatMap((note) => {
      const parsed = record.parseNotice(record.encodeUtf8(note));
      return parsed.ok ? [parsed.value.notice] : [];
    });
    const text = (value: unknown): string => `rapport/notice@v1\n${spelled(value)}\n\n${lines[0]}\n`;
    expect(record.parseNotice(Buffer.from(text(sound[0])))).toMatchObject({ ok: true });
    await expectAnswers(hostileValue(sound), (value) => record.parseNotice(Buffer.from(text(value))), 8000);
  });

  test('proof files whose members are other than they should be', async () => {
    const sound = proofFiles.flatMap((text) => {
      const parsed = record.parseCanonical(text.trimEnd());
      return parsed.ok ? [parsed.value] : [];
    });
    const policy = policies.map(record.parsePolicy).find(({ ok }) => ok);
    if (!policy?.ok) throw new Error('no policy');
    const check = (value: unknown) => checkProofFile(Buffer.from(`${spelled(value)}\n`), policy.value, suite);
    await expectAnswersAsync(hostileValue(sound), check, 1500);
  });

  test('checkpoints under policies, both changed', async () => {
    const check = async ([text, note]: [string, Uint8Array]): Promise<void> => {
      const policy = record.parsePolicy(text);
      if (!policy.ok) return;
      await record.checkPolicy(policy.value, note, suite);
      const keys = policy.value.logs.map(({ key }) => key);
      await record.verifyCheckpoint(note, keys[0]?.name ?? '', keys, suite);
    };
    await expectAnswersAsync(fc.tuple(hostileText(policies), hostileBytes(bytes(notes))), check, 4000);
  });

  test('passkeys: the key and what the authenticator gave back', async () => {
    const text = 'a text\n';
    const key = fc.oneof(fc.constant(passkey.publicKey), hostileBytes([passkey.publicKey]));
    const check = async ([publicKey, signature]: [Uint8Array, Uint8Array]): Promise<void> => {
      record.checkPublicKey('passkey', publicKey);
      const note = { text, signatures: [{ name: passkey.name, keyId: passkey.keyId, signature }] };
      const { verified } = await record.verifyNote(note, [{ ...passkey, publicKey }], suite);
      expect(verified).toEqual([]);
    };
    await expectAnswersAsync(fc.tuple(key, hostileBytes([assertionOver(text)])), check, 4000);
  });

  test('bare signatures and keys of every algorithm', async () => {
    const sizes = [32, 64, 65, 1312, 2420, 16].map(anyBytes);
    const check = async (parts: Uint8Array[]): Promise<void> => {
      const [key, signature, point, large, largeSignature, message] = parts as [
        Uint8Array,
        Uint8Array,
        Uint8Array,
        Uint8Array,
        Uint8Array,
        Uint8Array,
      ];
      const verdicts = await Promise.all([
        suite.verifyEd25519(key, message, signature),
        suite.verifyEs256(point, message, signature),
        suite.verifyMlDsa44(large, message, largeSignature),
      ]);
      expect(verdicts).toEqual([false, false, false]);
    };
    await expectAnswersAsync(fc.tuple(...sizes), check, 500);
  });

  test('claims of inclusion and consistency', async () => {
    const proofHashes = fc.array(anyBytes(32), { maxLength: 70 });
    const input = fc.tuple(anyCount, anyCount, anyCount, anyBytes(32), anyBytes(32), proofHashes);
    await expectAnswers(
      input,
      ([one, two, three, oldRoot, newRoot, proof]) => [
        record.checkInclusion({ index: one, size: two, leafHash: oldRoot, root: newRoot, proof }),
        record.checkConsistency({ oldSize: one, newSize: two, oldRoot, newRoot, proof }),
        record.checkSubtreeConsistency({
          start: one,
          end: two,
          size: three,
          subtreeRoot: oldRoot,
          root: newRoot,
          proof,
        }),
      ],
      5000,
    );
  });

  test('answers to every form of the organisation', async () => {
    const forms = organisation.measures.flatMap(({ forms: own }) => Object.values(own));
    const context = contextOf(organisation, []);
    const answersTo = (form: FormSchema): unknown[] => [
      {},
      Object.fromEntries(Object.keys(form.properties).map((name) => [name, 'x'])),
    ];
    const input = fc
      .constantFrom(...forms)
      .chain((form) => fc.tuple(fc.constant(form), fc.oneof(hostileValue(answersTo(form)), oddValue)));
    await expectAnswers(input, ([form, answers]) => checkAnswers(form, answers, context), 8000);
  });

  test('folders of organisations', async () => {
    const paths = Object.keys(accepted);
    const spell = (path: string): string => JSON.stringify(accepted[path]);
    const foldersOf = (at: string, text: string) =>
      new Map(paths.map((path) => [path, path === at ? text : spell(path)]));
    const sound = parseOrganisation(foldersOf('', '')).organisation;
    expect(sound?.measures.length).toBeGreaterThan(0);
    const input = fc.constantFrom(...paths).chain((path) => {
      const text = fc.oneof(hostileText([spell(path)]), hostileValue([accepted[path]]).map(spelled));
      return fc.tuple(fc.constant(path), text);
    });
    const read = ([path, text]: [string, string]): void => {
      const parsed = parseOrganisation(foldersOf(path, text));
      playThreads(parsed);
      const [old, young] = [sound?.measures[0], parsed.organisation?.measures[0]];
      if (old !== undefined && young !== undefined) diffMeasures(old, young);
    };
    await expectAnswers(input, read, 300);
  });
});
