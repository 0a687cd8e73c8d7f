import {
  ed25519Cosigner,
  encodeHex,
  encodeSignatureLine,
  encodeUtf8,
  parseBase64,
  parseCheckpoint,
  parseNote,
  parseTilePath,
  parseVerifierKey,
  tilesOf,
} from '../../index.ts';
import { ed25519FromSeed, type Platform } from '../platform.ts';
import { type Outcome, outcome, readJson, type VectorFiles } from '../vectors.ts';
import { codesOf, hex, keyOf } from './notes.ts';

type Examples = {
  signedNote: { vkey: string; note: string };
  noteWithEmptyLine: { note: string };
  checkpoint: { note: string };
  cosignedCheckpoint: { note: string };
  addCheckpointRequest: string;
  tilePaths: { index: number; path: string }[];
  tilesOf70000: Record<string, number>;
  upstreamCosignature: Upstream;
  rfc6962Note: { vkey: string; note: string };
};
type Upstream = {
  signingKey: string;
  vkeyCosignature: string;
  text: string;
  time: number;
  timestampedSignature: string;
};

/** The examples in the specifications themselves, and a cosignature made by another implementation. */
export async function c2spSuite(files: VectorFiles, platform: Platform): Promise<Outcome[]> {
  const examples = readJson<Examples>(files, 'c2sp/examples.json');
  const { signedNote, addCheckpointRequest: request } = examples;
  const note = parseNote(encodeUtf8(signedNote.note));
  const codes = note.ok && (await codesOf(note.value, [keyOf(signedNote.vkey)], platform));
  const oldKind = parseVerifierKey(examples.rfc6962Note.vkey);
  return [
    outcome('c2sp/signed-note', codes, []),
    outcome('c2sp/note-with-empty-line', linesOf(examples.noteWithEmptyLine.note), 1),
    outcome('c2sp/checkpoint', sizeOf(examples.checkpoint.note), 20_852_163),
    outcome('c2sp/cosigned-checkpoint', sizeOf(examples.cosignedCheckpoint.note), 20_852_163),
    outcome('c2sp/add-checkpoint', sizeOf(request.slice(request.indexOf('\n\n') + 2)), 20_852_163),
    outcome('c2sp/rfc6962-note', sizeOf(examples.rfc6962Note.note), 115_474_666),
    outcome('c2sp/rfc6962-key-refused', oldKind.ok || oldKind.code, 'vkey-type'),
    ...examples.tilePaths.map(({ index, path }) => runPath(index, path)),
    outcome('c2sp/tiles-of-70000', tileCounts(70_000), examples.tilesOf70000),
    ...(await runUpstream(examples.upstreamCosignature, platform)),
  ];
}

function linesOf(text: string): number | string {
  const note = parseNote(encodeUtf8(text));
  return note.ok ? note.value.signatures.length : note.code;
}

function sizeOf(text: string): number | string {
  const note = parseNote(encodeUtf8(text));
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
  return checkpoint.ok ? checkpoint.value.size : checkpoint.code;
}

function runPath(index: number, path: string): Outcome {
  const parsed = parseTilePath(`tile/0/${path}`);
  return outcome(`c2sp/tile-path/${path}`, parsed.ok && parsed.value.index, index);
}

function tileCounts(size: number): Record<string, number> {
  const tiles = tilesOf(size);
  const full = (level: number) => tiles.filter((tile) => tile.level === level && tile.width === 256).length;
  const partial = (level: number) =>
    tiles.find((tile) => tile.level === level && tile.width < 256)?.width ?? 0;
  return {
    fullLevel0: full(0),
    partialLevel0: partial(0),
    fullLevel1: full(1),
    partialLevel1: partial(1),
    partialLevel2: partial(2),
  };
}

async function runUpstream(vector: Upstream, platform: Platform): Promise<Outcome[]> {
  const key = keyOf(vector.vkeyCosignature);
  const seed = (parseBase64(vector.signingKey.split('+').slice(4).join('+')) as Uint8Array).slice(1);
  const privateKey = await ed25519FromSeed(platform.subtle, seed);
  const signer = ed25519Cosigner(key.name, privateKey, key.publicKey, platform.subtle, vector.time);
  const signature = await signer.sign(encodeUtf8(vector.text));
  const line = { name: key.name, keyId: key.keyId, signature: hex(vector.timestampedSignature) };
  return [
    outcome('c2sp/upstream-cosignature/sign', encodeHex(signature), vector.timestampedSignature),
    outcome(
      'c2sp/upstream-cosignature/verify',
      await codesOf({ text: vector.text, signatures: [line] }, [key], platform),
      [],
    ),
    outcome('c2sp/upstream-cosignature/line', encodeSignatureLine(line).startsWith('\u2014 wit '), true),
  ];
}
