import { parseUtf8 } from '../bytes/text.ts';
import { parseCosignature } from '../checkpoints/cosignature.ts';
import type { VerifierKey } from '../keys/verifier-key.ts';
import { type NoteSignature, parseSignatureLine } from '../notes/note.ts';
import { verifyNote } from '../notes/verify-note.ts';
import type { SignatureSuite } from '../signatures/suite.ts';

/** What a witness answered with 200: cosignatures of exactly this checkpoint, or what is wrong with them. */
export type WitnessAnswer =
  | { kind: 'cosigned'; lines: NoteSignature[]; time: number }
  | { kind: 'form' }
  | { kind: 'key-other' }
  | { kind: 'signature-wrong' };

const answerBytesMax = 64_000;

/**
 * Checks the signature lines that a witness answered.
 * @param answer - untrusted; lines of keys that are not asked for are left out
 * @param text - the checkpoint's text that was sent
 * @param key - the witness's, trusted. `time` is POSIX seconds, the latest of its lines. Source: record.md 1.5, 1.6.
 */
export async function checkWitnessAnswer(
  answer: Uint8Array,
  text: string,
  key: VerifierKey,
  suite: SignatureSuite,
): Promise<WitnessAnswer> {
  const whole = answer.length > answerBytesMax ? undefined : parseUtf8(answer);
  if (whole === undefined || !whole.endsWith('\n')) return { kind: 'form' };
  const signatures = whole.slice(0, -1).split('\n').map(parseSignatureLine);
  if (!signatures.every((line) => line !== undefined)) return { kind: 'form' };
  const { lines, findings } = await verifyNote({ text, signatures }, [key], suite);
  if (findings.some(({ code }) => code === 'signature-invalid')) return { kind: 'signature-wrong' };
  const times = lines.map(({ signature }) => timeOf(key, signature));
  if (lines.length === 0) return { kind: 'key-other' };
  if (times.some((time) => time === 0)) return { kind: 'signature-wrong' }; // a witness never gives 0
  const own = lines.map(({ signature }) => ({ name: key.name, keyId: key.keyId, signature }));
  return { kind: 'cosigned', lines: own, time: Math.max(...times) };
}

function timeOf(key: VerifierKey, signature: Uint8Array): number {
  if (key.type !== 'ed25519-cosignature' && key.type !== 'ml-dsa-44-cosignature') return 0;
  const parsed = parseCosignature(key.type, signature);
  return parsed.ok ? parsed.value.time : 0;
}
