import {
  type Checkpoint,
  cosignatureMessage,
  ed25519Cosigner,
  ed25519Signer,
  encodeCheckpoint,
  encodeHex,
  encodeNote,
  encodeSignatureLine,
  encodeUtf8,
  mlDsa44SeedSigner,
  mlDsaSubtreeMessage,
  parseCheckpoint,
  parseNote,
  type Signer,
  signCheckpoint,
  verifyCheckpoint,
} from '../../index.ts';
import { ed25519FromSeed, type Platform } from '../platform.ts';
import { flipBit, type Outcome, outcome, readJson, type VectorFiles } from '../vectors.ts';
import { codesOf, hex, keyOf } from './notes.ts';

type Vector = {
  role: string;
  type: string;
  name: string;
  timestamp?: number;
  seed: string;
  publicKey: string;
  keyId: string;
  vkey: string;
  signedMessage: string;
  line: string;
};
type Cosignatures = {
  checkpoint: { origin: string; size: number; rootHex: string; text: string };
  signers: Vector[];
  note: string;
};

/** One checkpoint signed four ways: messages, lines and the whole note have to be the same bytes. */
export async function cosignaturesSuite(files: VectorFiles, platform: Platform): Promise<Outcome[]> {
  const { checkpoint, signers, note } = readJson<Cosignatures>(files, 'own/cosignatures.json');
  const { origin, size, rootHex, text } = checkpoint;
  const value = { origin, size, root: hex(rootHex) };
  const parsed = parseCheckpoint(text);
  const outcomes = [
    outcome('own/cosignatures/text', encodeCheckpoint(value), text),
    outcome('own/cosignatures/parse', parsed.ok && encodeHex(parsed.value.root), rootHex),
  ];
  for (const vector of signers) outcomes.push(...(await runSigner(vector, value, platform)));
  return [...outcomes, ...(await runNote(note, signers, origin, platform))];
}

async function runSigner(vector: Vector, checkpoint: Checkpoint, platform: Platform): Promise<Outcome[]> {
  const name = `own/cosignatures/${vector.role.slice(0, 7).trim()}-${vector.type}`;
  const signer = await signerOf(vector, platform);
  const { text, signatures } = await signCheckpoint(checkpoint, [signer]);
  const [line] = signatures;
  if (line === undefined) return [outcome(name, 'no line', 'a line')];
  const verdict = (changed: typeof signatures, signed = text) =>
    codesOf({ text: signed, signatures: changed }, [keyOf(vector.vkey)], platform);
  const twin = (at: number) => verdict([{ ...line, signature: flipBit(line.signature, at) }]);
  const larger = encodeCheckpoint({ ...checkpoint, size: checkpoint.size + 1 });
  const refused = ['signature-invalid', 'signature-none-known'];
  return [
    outcome(`${name}/message`, encodeHex(messageOf(vector, checkpoint)), vector.signedMessage),
    outcome(`${name}/key-id`, signer.key.keyId, vector.keyId),
    outcome(`${name}/line`, encodeSignatureLine(line), vector.line),
    outcome(`${name}/verify`, await verdict(signatures), []),
    outcome(`${name}/first-bit`, await twin(0), refused),
    outcome(`${name}/time-bit`, await twin(7), refused),
    outcome(`${name}/last-byte`, await twin(-1), refused),
    outcome(
      `${name}/cut-short`,
      await verdict([{ ...line, signature: line.signature.slice(0, -1) }]),
      refused,
    ),
    outcome(`${name}/larger-tree`, await verdict(signatures, larger), refused),
  ];
}

function messageOf({ type, name, timestamp = 0 }: Vector, checkpoint: Checkpoint): Uint8Array {
  const text = encodeCheckpoint(checkpoint);
  if (type === '0x01') return encodeUtf8(text);
  if (type === '0x04') return cosignatureMessage(text, timestamp);
  const { origin, size, root } = checkpoint;
  return mlDsaSubtreeMessage(name, timestamp, { origin, start: 0, end: size, root });
}

async function signerOf(
  { type, name, timestamp = 0, seed, publicKey }: Vector,
  { subtle }: Platform,
): Promise<Signer> {
  if (type === '0x06') return mlDsa44SeedSigner(name, hex(seed), timestamp);
  const key = await ed25519FromSeed(subtle, hex(seed));
  if (type === '0x01') return ed25519Signer(name, key, hex(publicKey), subtle);
  return ed25519Cosigner(name, key, hex(publicKey), subtle, timestamp);
}

async function runNote(
  text: string,
  signers: Vector[],
  origin: string,
  { suite }: Platform,
): Promise<Outcome[]> {
  const bytes = encodeUtf8(text);
  const keys = signers.map(({ vkey }) => keyOf(vkey));
  const note = parseNote(bytes);
  const verdict = await verifyCheckpoint(bytes, origin, keys, suite);
  return [
    outcome('own/cosignatures/note', verdict.ok && verdict.verified.length, 4),
    outcome('own/cosignatures/note/encode', note.ok && [...encodeNote(note.value)], [...bytes]),
  ];
}
