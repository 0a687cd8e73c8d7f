import {
  ed25519Cosigner,
  ed25519Signer,
  encodeNote,
  encodeUtf8,
  encodeVerifierKey,
  parseCosignature,
  parseHex,
  parseNote,
  parseUtf8,
  parseVerifierKey,
  type RecordCode,
  type Signer,
  signNote,
  type VerifierKey,
  verifyNote,
} from '../../index.ts';
import { ed25519FromSeed, type Platform } from '../platform.ts';
import { type Outcome, outcome, readJson, type VectorFiles } from '../vectors.ts';

type OwnKey = { name: string; publicKey: string; seed: string; type: string; vkey: string };
type OwnNotes = { keys: OwnKey[]; notes: { desc: string; note: string; signedBy: string[] }[] };
type XmodCase = { desc: string; note: string; known: string[]; verified?: string[]; error?: true };

/** Signed notes of `own/` and of Go's own tests: verified, signed again to the same bytes, twins refused. */
export async function notesSuite(files: VectorFiles, platform: Platform): Promise<Outcome[]> {
  const { keys, notes } = readJson<OwnNotes>(files, 'own/notes.json');
  const outcomes = keys.map(({ vkey }) =>
    outcome(`own/notes/key/${vkey}`, encodeVerifierKey(keyOf(vkey)), vkey),
  );
  for (const { desc, note, signedBy } of notes)
    outcomes.push(...(await runOwn(desc, note, signedBy, keys, platform)));
  const xmod = readJson<{ vkeys: Record<string, string>; cases: XmodCase[] }>(files, 'xmod/notes.json');
  for (const vector of xmod.cases) outcomes.push(await runXmod(vector, xmod.vkeys, platform));
  return outcomes;
}

async function runOwn(
  desc: string,
  text: string,
  signedBy: string[],
  keys: OwnKey[],
  platform: Platform,
): Promise<Outcome[]> {
  const known = signedBy.map(keyOf);
  const parsed = parseNote(encodeUtf8(text));
  if (!parsed.ok) return [outcome(`own/notes/${desc}`, parsed.code, true)];
  const note = parsed.value;
  const signers = await Promise.all(note.signatures.map((line) => signerOf(line, keys, platform)));
  const again = await signNote(note.text, signers);
  const codes = (changed: typeof note) => codesOf(changed, known, platform);
  return [
    outcome(`own/notes/${desc}`, await codes(note), []),
    outcome(`own/notes/${desc}/signed-again`, parseUtf8(encodeNote(again)), text),
    outcome(
      `own/notes/${desc}/other-text`,
      (await codes({ ...note, text: `x${note.text}` })).length > 0,
      true,
    ),
    outcome(`own/notes/${desc}/no-key-known`, await codesOf(note, [], platform), ['signature-none-known']),
  ];
}

async function signerOf(
  line: { name: string; keyId: string; signature: Uint8Array },
  keys: OwnKey[],
  { subtle }: Platform,
): Promise<Signer> {
  const key = keys.find(({ name, vkey }) => name === line.name && vkey.includes(line.keyId)) as OwnKey;
  const [seed, publicKey] = [hex(key.seed), hex(key.publicKey)];
  const privateKey = await ed25519FromSeed(subtle, seed);
  if (key.type === '0x01') return ed25519Signer(key.name, privateKey, publicKey, subtle);
  const cosignature = parseCosignature('ed25519-cosignature', line.signature);
  const time = cosignature.ok ? cosignature.value.time : 0;
  return ed25519Cosigner(key.name, privateKey, publicKey, subtle, time);
}

async function runXmod(
  vector: XmodCase,
  vkeys: Record<string, string>,
  { suite }: Platform,
): Promise<Outcome> {
  const name = `xmod/${vector.desc}`;
  const note = parseNote(encodeUtf8(vector.note));
  if (!note.ok) return outcome(name, false, vector.error !== true);
  const known = vector.known.map((short) => keyOf(vkeys[short] ?? ''));
  const { verified, findings } = await verifyNote(note.value, known, suite);
  if (vector.error || findings.length > 0) return outcome(name, findings.length === 0, vector.error !== true);
  const names = (vector.verified ?? []).map((short) => keyOf(vkeys[short] ?? '').name);
  return outcome(
    name,
    verified.map((key) => key.name),
    names,
  );
}

export async function codesOf(
  note: Parameters<typeof verifyNote>[0],
  keys: VerifierKey[],
  { suite }: Platform,
): Promise<RecordCode[]> {
  return (await verifyNote(note, keys, suite)).findings.map(({ code }) => code);
}

/** A key of the vectors, which has to parse. */
export function keyOf(vkey: string): VerifierKey {
  const key = parseVerifierKey(vkey);
  if (!key.ok) throw new Error(`vector key ${vkey}: ${key.code}`);
  return key.value;
}

export function hex(text: string): Uint8Array {
  return parseHex(text) ?? new Uint8Array(0);
}
