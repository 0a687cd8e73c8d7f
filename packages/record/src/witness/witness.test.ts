import { expect, test } from 'vitest';
import {
  addCheckpointBytesMax,
  type Checkpoint,
  checkEvidence,
  checkWitnessAnswer,
  concatBytes,
  ed25519Cosigner,
  ed25519Signer,
  encodeAddCheckpoint,
  encodeEvidence,
  encodeNote,
  encodeSignatureLine,
  encodeUtf8,
  judgeCheckpoint,
  parseAddCheckpoint,
  parseEvidence,
  proveConsistency,
  type Signer,
  type SubtleLike,
  sha256,
  signCheckpoint,
  witnessStatus,
} from '../index.ts';
import { memoryLog, ownLeaves } from '../testing/memory-log.ts';
import { platformOf } from '../testing/platform.ts';
import { flipBit } from '../testing/vectors.ts';

const subtle = globalThis.crypto.subtle as unknown as SubtleLike;
const { suite } = platformOf(subtle);
const origin = 'abc.rapport.invalid/log';
const leaves = ownLeaves(40);

async function pair() {
  const made = await globalThis.crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  const { publicKey, privateKey } = made as unknown as { publicKey: never; privateKey: never };
  const raw = new Uint8Array(await globalThis.crypto.subtle.exportKey('raw', publicKey));
  return { raw, privateKey };
}

async function logSigner(name = origin): Promise<Signer> {
  const { raw, privateKey } = await pair();
  return ed25519Signer(name, privateKey, raw, subtle);
}

const log = await logSigner();
const stranger = await logSigner();
const witnessPair = await pair();
const cosigner = (time: number, name = 'witness.invalid/xa'): Signer =>
  ed25519Cosigner(name, witnessPair.privateKey, witnessPair.raw, subtle, time);

function at(size: number, of = leaves): Checkpoint {
  return { origin, size, root: memoryLog(of.slice(0, size)).root };
}

async function proofOf(oldSize: number, size: number, of = leaves): Promise<Uint8Array[]> {
  const proof = await proveConsistency(memoryLog(of.slice(0, size)).reader, oldSize, size);
  if (!proof.ok) throw new Error(proof.code);
  return proof.value;
}

async function signed(checkpoint: Checkpoint, signers = [log]): Promise<Uint8Array> {
  return encodeNote(await signCheckpoint(checkpoint, signers));
}

async function judged(old: number, proof: Uint8Array[], note: Uint8Array, last?: Checkpoint) {
  const request = parseAddCheckpoint(encodeAddCheckpoint(old, proof, note));
  if (request === undefined) throw new Error('not read');
  return judgeCheckpoint(request, { keys: [log.key], last }, suite);
}

const other = leaves.map((leaf, i) => (i === 3 ? flipBit(leaf, 0) : leaf));

const table = [
  { name: 'first, from nothing', old: 0, size: 7, kind: 'cosign' },
  { name: 'first, with a proof', old: 0, size: 7, proof: [at(3).root], kind: 'proof-not-empty' },
  { name: 'empty tree', old: 0, size: 0, kind: 'cosign' },
  { name: 'growth', old: 7, size: 20, last: at(7), kind: 'cosign' },
  { name: 'growth after the empty tree', old: 0, size: 20, last: at(0), kind: 'cosign' },
  { name: 'the same again', old: 7, size: 7, last: at(7), kind: 'cosign' },
  { name: 'the same with a proof', old: 7, size: 7, last: at(7), proof: [at(3).root], kind: 'proof-wrong' },
  { name: 'another root of one size', old: 7, size: 7, last: at(7), of: other, kind: 'root-other' },
  { name: 'another old size', old: 0, size: 20, last: at(7), kind: 'old-size-other' },
  { name: 'old size without state', old: 3, size: 20, kind: 'old-size-other' },
  { name: 'a smaller tree', old: 7, size: 5, last: at(7), proof: [], kind: 'old-size-above-size' },
  { name: 'a proof missing', old: 7, size: 20, last: at(7), proof: [], kind: 'proof-wrong' },
  { name: 'another beginning', old: 7, size: 20, last: at(7), of: other, kind: 'proof-wrong' },
] as const;

for (const { name, old, size, kind, ...rest } of table) {
  test(`${name}: ${kind}, ${witnessStatus[kind]}`, async () => {
    const {
      of = leaves,
      proof,
      last,
    } = rest as { of?: Uint8Array[]; proof?: Uint8Array[]; last?: Checkpoint };
    const given = proof ?? (await proofOf(Math.min(old, size), size, of));
    expect((await judged(old, given, await signed(at(size, of)), last)).kind).toBe(kind);
  });
}

test('the answer to another old size names the size cosigned last', async () => {
  const verdict = await judged(0, [], await signed(at(20)), at(7));
  expect(verdict).toEqual({ kind: 'old-size-other', size: 7 });
});

test('who signs two roots of one size is seen, whatever old size is sent', async () => {
  const verdict = await judged(0, [], await signed(at(7, other)), at(7));
  expect(verdict).toMatchObject({ kind: 'old-size-other', evidence: { strength: 'contradiction' } });
});

test('a wrong proof is a contradiction only where it leads to the root that the log signed', async () => {
  const forked = await judged(7, await proofOf(7, 20, other), await signed(at(20, other)), at(7));
  expect(forked).toMatchObject({ evidence: { strength: 'contradiction' } });
  const garbled = (await proofOf(7, 20)).map((hash) => flipBit(hash, 9));
  const sent = await judged(7, garbled, await signed(at(20)), at(7));
  expect(sent).toMatchObject({ kind: 'proof-wrong', evidence: { strength: 'suspicion' } });
});

test('only a trusted key of the log will do', async () => {
  const request = parseAddCheckpoint(encodeAddCheckpoint(0, [], await signed(at(7), [stranger])));
  if (request === undefined) throw new Error('not read');
  const log_ = { keys: [log.key], last: undefined };
  expect(await judgeCheckpoint(request, log_, suite)).toEqual({ kind: 'log-signature' });
  expect(await judgeCheckpoint(request, undefined, suite)).toEqual({ kind: 'log-unknown' });
  const elsewhere = { keys: [(await logSigner('xyz.invalid/log')).key], last: undefined };
  expect(await judgeCheckpoint(request, elsewhere, suite)).toEqual({ kind: 'log-unknown' });
  const wrong = request.note.signatures.map((line) => ({ ...line, keyId: log.key.keyId }));
  const forged = { ...request, note: { ...request.note, signatures: wrong } };
  expect(await judgeCheckpoint(forged, log_, suite)).toEqual({ kind: 'log-signature' });
});

test('what is cosigned keeps only lines that a trusted key of the log signed', async () => {
  const verdict = await judged(0, [], await signed(at(7), [log, stranger, cosigner(5)]));
  expect(verdict).toMatchObject({ kind: 'cosign', note: { signatures: [{ keyId: log.key.keyId }] } });
});

test('size 0 with another root than that of nothing', async () => {
  const text = encodeUtf8(`${origin}\n0\n${Buffer.from(at(3).root).toString('base64')}\n`);
  const line = { name: origin, keyId: log.key.keyId, signature: await log.sign(text) };
  const note = encodeNote({ text: new TextDecoder().decode(text), signatures: [line] });
  expect(await judged(0, [], note)).toEqual({ kind: 'root-of-nothing' });
});

test('a request is read back as it was written', async () => {
  const note = await signed(at(20));
  const proof = await proofOf(7, 20);
  const request = parseAddCheckpoint(encodeAddCheckpoint(7, proof, note));
  expect(request).toMatchObject({ oldSize: 7, proof, checkpoint: at(20) });
  expect(request && encodeNote(request.note)).toEqual(note);
});

const hash = Buffer.from(at(3).root).toString('base64');
test.each([
  ['nothing', ''],
  ['no old size', 'new 7\n\n'],
  ['an old size with a leading zero', 'old 07\n\n'],
  ['an old size with a sign', 'old +7\n\n'],
  ['a hash of 31 bytes', `old 7\n${Buffer.alloc(31).toString('base64')}\n\n`],
  ['a hash without padding', `old 7\n${hash.slice(0, -1)}\n\n`],
  ['64 hashes', `old 7\n${`${hash}\n`.repeat(64)}\n`],
  ['carriage returns', 'old 7\r\n\n'],
])('a request with %s is not read', async (_name, head) => {
  const note = await signed(at(7));
  expect(parseAddCheckpoint(concatBytes(encodeUtf8(head), note))).toBeUndefined();
});

test('a request without a checkpoint, or too long, is not read', () => {
  expect(parseAddCheckpoint(encodeUtf8('old 7\n\n'))).toBeUndefined();
  expect(parseAddCheckpoint(encodeUtf8(`old 7\n\n${origin}\n`))).toBeUndefined();
  expect(parseAddCheckpoint(new Uint8Array(addCheckpointBytesMax + 1))).toBeUndefined();
  expect(parseAddCheckpoint(Uint8Array.of(0xff, 10, 10))).toBeUndefined();
});

test("a witness's answer counts for its own key and this checkpoint only", async () => {
  const note = await signCheckpoint(at(7), [cosigner(1_800_000_000)]);
  const answer = encodeUtf8(note.signatures.map(encodeSignatureLine).join(''));
  const { key } = cosigner(1);
  expect(await checkWitnessAnswer(answer, note.text, key, suite)).toEqual({
    kind: 'cosigned',
    lines: note.signatures,
    time: 1_800_000_000,
  });
  const text = (await signCheckpoint(at(8), [])).text;
  expect(await checkWitnessAnswer(answer, text, key, suite)).toEqual({ kind: 'signature-wrong' });
  const renamed = cosigner(1, 'witness.invalid/xb').key;
  expect(await checkWitnessAnswer(answer, note.text, renamed, suite)).toEqual({ kind: 'key-other' });
  for (const bad of [new Uint8Array(), encodeUtf8('ok\n'), answer.slice(0, -1), new Uint8Array(70_000)])
    expect(await checkWitnessAnswer(bad, note.text, key, suite)).toEqual({ kind: 'form' });
});

test("evidence: two roots of one size, or another beginning, under the log's own key", async () => {
  const text = async (checkpoint: Checkpoint) => new TextDecoder().decode(await signed(checkpoint));
  const two = { older: await text(at(7)), newer: await text(at(7, other)), proof: [] };
  expect(parseEvidence(encodeEvidence(two))).toEqual(two);
  expect(await checkEvidence(two, [log.key], suite)).toMatchObject({
    kind: 'contradiction',
    how: 'two-roots',
  });
  const fork = { ...two, newer: await text(at(20, other)), proof: await proofOf(7, 20, other) };
  expect(await checkEvidence(fork, [log.key], suite)).toMatchObject({ how: 'other-beginning' });
  const honest = { ...two, newer: await text(at(20)), proof: await proofOf(7, 20) };
  expect(await checkEvidence(honest, [log.key], suite)).toMatchObject({ kind: 'nothing-shown' });
  expect(await checkEvidence({ ...honest, proof: [] }, [log.key], suite)).toMatchObject({
    kind: 'nothing-shown',
  });
  expect(await checkEvidence(two, [stranger.key], suite)).toEqual({ kind: 'log-signature', which: 'older' });
  expect(await checkEvidence({ ...two, newer: 'x' }, [log.key], suite)).toEqual({ kind: 'form' });
});

test('evidence has one spelling', async () => {
  const good = encodeEvidence({ older: 'a', newer: 'b', proof: [sha256(new Uint8Array())] });
  expect(parseEvidence(good)).toBeDefined();
  const text = new TextDecoder().decode(good);
  for (const bad of [
    '',
    '{}\n',
    text.slice(0, -1),
    ` ${text}`,
    text.replace('@v1', '@v2'),
    text.replace('=', ''),
  ])
    expect(parseEvidence(encodeUtf8(bad))).toBeUndefined();
});
