import {
  type Checkpoint,
  checkPolicy,
  encodeNote,
  type NoteSignature,
  type Policy,
  parseNote,
  type TileReader,
} from '@rapport/record';
import type { SignedCheckpoint } from '../log/newest-signed.ts';
import { suite } from '../log/platform.ts';
import { type Asked, askWitness } from './ask-witness.ts';

/** How one witness stands: what it cosigned last, and what went wrong since. */
export interface WitnessState {
  readonly name: string;
  /** Entries of the checkpoint that it cosigned last, as far as this process knows. */
  readonly size?: number;
  /** Its own time on that, POSIX milliseconds. */
  readonly time?: number;
  readonly problem?: string;
}

interface WitnessesParts {
  /** With the log's own keys. */
  readonly policy: Policy;
  readonly tiles: TileReader;
  /** Keeps a checkpoint with more lines than before. */
  readonly store: (size: number, note: Uint8Array) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/**
 * Has the newest checkpoint cosigned: all witnesses side by side, one round after the other, always for the newest
 * of what came meanwhile. Nobody waits for a round, and a witness that is away is no obstacle: it is seen to be away.
 */
export class Witnesses {
  readonly #parts: WitnessesParts;
  readonly #states: Map<string, WitnessState>;
  #next: Checkpoint | undefined;
  #nextNote: Uint8Array | undefined;
  #round: Promise<void> | undefined;
  #witnessed: SignedCheckpoint | undefined;

  constructor(parts: WitnessesParts) {
    this.#parts = parts;
    this.#states = new Map(parts.policy.witnesses.map(({ name }) => [name, { name }]));
  }

  get states(): readonly WitnessState[] {
    return [...this.#states.values()];
  }

  /** The newest checkpoint for which the quorum was reached, with its lines; `undefined`: none yet, or none is asked for. */
  get witnessed(): SignedCheckpoint | undefined {
    return this.#witnessed;
  }

  /** Takes a checkpoint that the log has fully signed. Returns at once. */
  offer(checkpoint: Checkpoint, note: Uint8Array): void {
    if (this.#parts.policy.witnesses.length === 0) return;
    [this.#next, this.#nextNote] = [checkpoint, note];
    this.#round ??= this.#rounds().finally(() => {
      this.#round = undefined;
    });
  }

  async close(): Promise<void> {
    await this.#round;
  }

  async #rounds(): Promise<void> {
    while (this.#next !== undefined && this.#nextNote !== undefined) {
      const [checkpoint, note] = [this.#next, this.#nextNote];
      [this.#next, this.#nextNote] = [undefined, undefined];
      await this.#ask(checkpoint, note).catch(this.#parts.onError);
    }
  }

  async #ask(checkpoint: Checkpoint, bytes: Uint8Array): Promise<void> {
    const { policy, tiles, store } = this.#parts;
    const note = parseNote(bytes);
    if (!note.ok) throw new Error(`our own checkpoint cannot be read: ${note.code}`);
    const offered = { checkpoint, text: note.value.text, note: bytes };
    const asked = await Promise.all(
      policy.witnesses.map(async (witness) => {
        const known = this.#states.get(witness.name);
        const answer = await askWitness(witness, known?.size ?? 0, offered, tiles);
        this.#states.set(witness.name, stateAfter(witness.name, known, answer, checkpoint.size));
        return answer;
      }),
    );
    const lines: NoteSignature[] = asked.flatMap((one) => (one.kind === 'cosigned' ? one.lines : []));
    if (lines.length === 0) return;
    const whole = encodeNote({ text: note.value.text, signatures: [...note.value.signatures, ...lines] });
    await store(checkpoint.size, whole);
    if (policy.quorum === 'none') return;
    const { findings } = await checkPolicy(policy, whole, suite);
    if (findings.length === 0) this.#witnessed = { size: checkpoint.size, note: whole };
  }
}

function stateAfter(name: string, known: WitnessState | undefined, asked: Asked, size: number): WitnessState {
  if (asked.kind === 'cosigned') return { name, size, time: asked.time * 1000 };
  return { ...known, name, problem: asked.problem };
}
