import {
  type Checkpoint,
  checkWitnessAnswer,
  encodeAddCheckpoint,
  type NoteSignature,
  type PolicyWitness,
  parseDecimal,
  parseUtf8,
  proveConsistency,
  type TileReader,
} from '@rapport/record';
import { suite } from '../log/platform.ts';

/** What one asking came to. */
export type Asked =
  | { readonly kind: 'cosigned'; readonly lines: readonly NoteSignature[]; readonly time: number }
  | { readonly kind: 'failed'; readonly problem: string };

/** A checkpoint signed by the log: its text, and the whole note as it is sent. */
export interface Offered {
  readonly checkpoint: Checkpoint;
  readonly text: string;
  readonly note: Uint8Array;
}

/** How long a witness may take; filing never waits for it. */
const answerMsMax = 5_000;
const answerBytesMax = 64_000;

/**
 * Asks a witness to cosign. Where it says that it cosigned another size last, it is asked once more from there.
 *
 * @param oldSize - what it is thought to have cosigned last; 0 where that is not known
 */
export async function askWitness(
  { key, url = '' }: PolicyWitness,
  oldSize: number,
  offered: Offered,
  tiles: TileReader,
): Promise<Asked> {
  try {
    const first = await post(url, oldSize, offered, tiles);
    const other = first.status === 409 ? parseDecimal((parseUtf8(first.body) ?? '').trimEnd()) : undefined;
    const isBehind = other !== undefined && other !== oldSize && other <= offered.checkpoint.size;
    const { status, body } = isBehind ? await post(url, other, offered, tiles) : first;
    if (status !== 200) return { kind: 'failed', problem: `answered ${status}` };
    const answer = await checkWitnessAnswer(body, offered.text, key, suite);
    return answer.kind === 'cosigned' ? answer : { kind: 'failed', problem: `cosignature: ${answer.kind}` };
  } catch (error) {
    return { kind: 'failed', problem: reasonOf(error) };
  }
}

async function post(url: string, oldSize: number, { checkpoint, note }: Offered, tiles: TileReader) {
  const proof = oldSize === 0 ? [] : await consistency(tiles, oldSize, checkpoint.size);
  const answer = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(encodeAddCheckpoint(oldSize, proof, note)),
    redirect: 'error',
    signal: AbortSignal.timeout(answerMsMax),
  });
  return { status: answer.status, body: await readAnswer(answer) };
}

async function consistency(tiles: TileReader, oldSize: number, size: number): Promise<Uint8Array[]> {
  const proof = await proveConsistency(tiles, oldSize, size);
  if (!proof.ok) throw new Error(`no proof from ${oldSize} to ${size}: ${proof.code}`);
  return proof.value;
}

/** The body, of which no more is taken than any answer of a witness has. */
export async function readAnswer(answer: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > answerBytesMax) throw new Error('the answer is too long');
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? message;
}
