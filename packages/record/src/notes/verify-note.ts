import { encodeUtf8 } from '../bytes/text.ts';
import { parseCosignature } from '../checkpoints/cosignature.ts';
import { cosignatureMessage, mlDsaCheckpointMessage } from '../checkpoints/cosignature-message.ts';
import type { RecordFinding } from '../findings.ts';
import type { VerifierKey } from '../keys/verifier-key.ts';
import { verifyPasskey } from '../signatures/assertion.ts';
import type { SignatureSuite } from '../signatures/suite.ts';
import type { Note, NoteSignature } from './note.ts';

/**
 * `verified` has each key once, `lines` each line that verified with its key, `unknown` each line no key
 * was given for. Findings not empty: refuse the note.
 */
export type VerifiedNote = {
  verified: VerifierKey[];
  lines: { key: VerifierKey; signature: Uint8Array }[];
  unknown: NoteSignature[];
  findings: RecordFinding[];
};

/**
 * Verifies every line of a known key, not only its first: a wrong one refuses the whole note, and so does
 * a note on which no known key verifies.
 * @param note - form checked by `parseNote`, nothing else trusted
 * @param keys - trusted; a line is known by name and key ID, both
 * @returns all findings, in line order. Source: C2SP signed-note; record.md 1.2 and 1.11.
 */
export async function verifyNote(
  note: Note,
  keys: VerifierKey[],
  suite: SignatureSuite,
): Promise<VerifiedNote> {
  const judged = await Promise.all(
    note.signatures.map(async (line) => ({ line, verdict: await judgeLine(note.text, line, keys, suite) })),
  );
  const lines: VerifiedNote['lines'] = [];
  const unknown: NoteSignature[] = [];
  const findings: RecordFinding[] = [];
  for (const { line, verdict } of judged) {
    if (verdict === 'invalid') findings.push({ code: 'signature-invalid', detail: line.name });
    else if (verdict === 'unknown') unknown.push(line);
    else lines.push({ key: verdict, signature: line.signature });
  }
  if (lines.length === 0) findings.push({ code: 'signature-none-known' });
  return { verified: [...new Set(lines.map(({ key }) => key))], lines, unknown, findings };
}

/** Two keys may share a name and the four bytes of an ID: the line has to verify under one of them. */
async function judgeLine(
  text: string,
  line: NoteSignature,
  keys: VerifierKey[],
  suite: SignatureSuite,
): Promise<VerifierKey | 'unknown' | 'invalid'> {
  const candidates = keys.filter((key) => key.name === line.name && key.keyId === line.keyId);
  if (candidates.length === 0) return 'unknown';
  for (const key of candidates) if (await verifyLine(text, line.signature, key, suite)) return key;
  return 'invalid';
}

/**
 * Verifies what one line carries, over what its key type signs.
 * @param signature - untrusted, without the key ID
 */
async function verifyLine(
  text: string,
  signature: Uint8Array,
  key: VerifierKey,
  suite: SignatureSuite,
): Promise<boolean> {
  if (key.type === 'ed25519') return suite.verifyEd25519(key.publicKey, encodeUtf8(text), signature);
  if (key.type === 'passkey') return verifyPasskey(key.publicKey, text, signature, suite);
  const cosignature = parseCosignature(key.type, signature);
  if (!cosignature.ok) return false;
  const { time, signature: bare } = cosignature.value;
  if (key.type === 'ed25519-cosignature') {
    return time > 0 && suite.verifyEd25519(key.publicKey, cosignatureMessage(text, time), bare);
  }
  const message = mlDsaCheckpointMessage(key.name, time, text);
  return message !== undefined && suite.verifyMlDsa44(key.publicKey, message, bare);
}
