import { encodeUtf8, parseVerifierKey, type RecordCode, verifyCheckpoint } from '../../index.ts';
import type { Platform } from '../platform.ts';
import { type Outcome, outcome, readJson, type VectorFiles } from '../vectors.ts';
import { hex, keyOf } from './notes.ts';

type Negative = {
  trust: { origin: string; log: string; witnesses: string[] };
  good: string;
  checkpoints: { why: string; note?: string; hex?: string }[];
  vkeys: { why: string; vkey: string }[];
};

/** 35 checkpoints and 11 keys that have to be refused, each for the reason it was made for. */
export async function negativeSuite(files: VectorFiles, { suite }: Platform): Promise<Outcome[]> {
  const { trust, good, checkpoints, vkeys } = readJson<Negative>(files, 'own/negative.json');
  const keys = [trust.log, ...trust.witnesses].map(keyOf);
  const run = async (bytes: Uint8Array) => {
    const verdict = await verifyCheckpoint(bytes, trust.origin, keys, suite);
    return verdict.ok ? [] : verdict.findings.map(({ code }) => code);
  };
  const outcomes = [outcome('own/negative/good', await run(encodeUtf8(good)), [])];
  for (const { why, note, hex: bytes } of checkpoints) {
    const codes = await run(note === undefined ? hex(bytes ?? '') : encodeUtf8(note));
    outcomes.push(outcome(`own/negative/${why}`, codes, checkpointCodes[why]));
  }
  return [...outcomes, ...vkeys.map(runKey)];
}

function runKey({ why, vkey }: { why: string; vkey: string }): Outcome {
  const parsed = parseVerifierKey(vkey);
  return outcome(`own/negative/vkey/${why}`, parsed.ok || parsed.code, keyCodes[why]);
}

const checkpointCodes: Record<string, RecordCode[]> = {
  'no signature lines': ['note-no-signatures'],
  'no blank line before the signatures': ['note-no-signatures'],
  'last line has no newline': ['note-no-final-newline'],
  'CRLF line ends': ['note-control-character'],
  'text after the signatures': ['note-signature-line'],
  'blank line after the signatures': ['note-no-signatures'],
  'hyphen in place of the em dash': ['note-signature-line'],
  'two spaces after the em dash': ['note-signature-line'],
  'signature base64 without padding': ['note-signature-line'],
  'signature base64 with stray bits in the last character': ['note-signature-line'],
  'signature base64 in the URL alphabet': ['note-signature-line'],
  'one bit of the log signature changed': ['signature-invalid', 'checkpoint-log-signature-missing'],
  'log line missing, cosignatures there': ['checkpoint-log-signature-missing'],
  'cosignature of a known witness is wrong (timestamp changed)': ['signature-invalid'],
  'control character in the text': ['note-control-character'],
  'tab in the text': ['note-control-character'],
  'size with a leading zero': ['checkpoint-size'],
  'size with a plus sign': ['checkpoint-size'],
  'size negative': ['checkpoint-size'],
  'size empty-looking (a space)': ['checkpoint-size'],
  'size in hexadecimal': ['checkpoint-size'],
  'size beyond 2^63': ['checkpoint-size'],
  'root of 31 bytes': ['checkpoint-root'],
  'root base64 without padding': ['checkpoint-root'],
  'root base64 with stray bits': ['checkpoint-root'],
  'root in hexadecimal': ['checkpoint-root'],
  'two lines only': ['checkpoint-lines'],
  'empty origin line': ['checkpoint-origin'],
  'another origin': ['checkpoint-origin-other'],
  'size 0 with a root that is not the hash of nothing': ['checkpoint-empty-root'],
  'size and root swapped': ['checkpoint-size'],
  'an empty extension line': ['checkpoint-extension'],
  'not UTF-8': ['utf8-invalid'],
  'byte order mark': [
    'checkpoint-origin-other',
    'signature-invalid',
    'signature-invalid',
    'signature-invalid',
    'signature-none-known',
    'checkpoint-log-signature-missing',
  ],
  'signature line twice by one key, the second wrong': ['signature-invalid'],
};

const keyCodes: Record<string, RecordCode> = {
  'no plus sign': 'vkey-form',
  'one plus sign': 'vkey-form',
  'empty name': 'vkey-name',
  'space in the name': 'vkey-name',
  'key ID of seven digits': 'vkey-key-id',
  'key ID in capitals': 'vkey-key-id',
  'key ID wrong': 'vkey-key-id',
  'name changed': 'vkey-key-id',
  'type byte unknown': 'vkey-type',
  'key of 31 bytes': 'key-length',
  'base64 stray bits or no padding': 'vkey-base64',
};
