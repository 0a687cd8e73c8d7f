import {
  addCheckpointBytesMax,
  encodeEvidence,
  encodeNote,
  encodeSignatureLine,
  judgeCheckpoint,
  type Note,
  parseAddCheckpoint,
  parseUtf8,
  signCheckpoint,
  type WitnessVerdict,
  witnessStatus,
} from '@rapport/record';
import { suite } from '../verify/platform.ts';
import { keepEvidence, keepState, originHash, type TrustedLog } from './witness-folder.ts';
import type { WitnessKey } from './witness-key.ts';

/** An answer in HTTP's terms. */
export interface WitnessAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
}

export const plainText = 'text/plain; charset=utf-8';
export const requestBytesMax = addCheckpointBytesMax;

/** What a witness needs of its surroundings. `tellEvidence` is told of each file that is kept. */
export interface WitnessParts {
  readonly key: WitnessKey;
  readonly logs: readonly TrustedLog[];
  /** Absolute path, held by `lockFolder`. */
  readonly folder: string;
  readonly now: () => number;
  readonly tellEvidence: (file: string, strength: 'contradiction' | 'suspicion') => void;
}

/** A witness: cosigns what extends what it cosigned. Requests for one log are judged and stored one by one. */
export class Witness {
  readonly #parts: WitnessParts;
  readonly #logs: Map<string, TrustedLog>;
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(parts: WitnessParts) {
    this.#parts = parts;
    this.#logs = new Map(parts.logs.map((log) => [log.origin, log]));
  }

  /** `GET /<hash>/checkpoint`: the newest cosigned checkpoint. @param hash - of an origin, untrusted */
  newest(hash: string): WitnessAnswer {
    const log = [...this.#logs.values()].find(({ origin }) => originHash(origin) === hash);
    const bytes = log?.last?.bytes;
    return bytes === undefined
      ? said(404, 'nothing cosigned')
      : { status: 200, type: plainText, body: bytes };
  }

  /** `POST /add-checkpoint`. @param body - untrusted. @throws where the new state cannot be written: nothing is cosigned */
  async add(body: Uint8Array): Promise<WitnessAnswer> {
    const request = parseAddCheckpoint(body);
    if (request === undefined) return said(400, 'malformed');
    const { origin } = request.checkpoint;
    if (!this.#logs.has(origin)) return said(404, 'log-unknown');
    const before = this.#queues.get(origin) ?? Promise.resolve();
    const answer = before.then(async () => {
      const log = this.#logs.get(origin);
      const held = log && { keys: log.keys, last: log.last?.checkpoint };
      const verdict = await judgeCheckpoint(request, held, suite);
      if (verdict.kind === 'cosign') return this.#cosign(verdict.note, request.checkpoint);
      this.#keepEvidence(verdict, request.proof, origin);
      return refusal(verdict);
    });
    this.#queues.set(
      origin,
      answer.catch(() => undefined),
    );
    return answer;
  }

  async #cosign(
    note: Note,
    checkpoint: { origin: string; size: number; root: Uint8Array },
  ): Promise<WitnessAnswer> {
    const { key, now, folder } = this.#parts;
    const own = await signCheckpoint(checkpoint, [key.cosignerAt(Math.floor(now() / 1000))]);
    const bytes = encodeNote({ text: note.text, signatures: [...note.signatures, ...own.signatures] });
    const last = { bytes, checkpoint };
    keepState(folder, last); // before the answer: what was said must not be forgotten
    const log = this.#logs.get(checkpoint.origin);
    if (log !== undefined) this.#logs.set(checkpoint.origin, { ...log, last });
    return { status: 200, type: plainText, body: own.signatures.map(encodeSignatureLine).join('') };
  }

  #keepEvidence(verdict: WitnessVerdict, proof: Uint8Array[], origin: string): void {
    const evidence = 'evidence' in verdict ? verdict.evidence : undefined;
    const older = parseUtf8(this.#logs.get(origin)?.last?.bytes ?? new Uint8Array());
    if (evidence === undefined || older === undefined || older === '') return;
    const newer = parseUtf8(encodeNote(evidence.note)) ?? '';
    const kept = verdict.kind === 'proof-wrong' ? proof : [];
    const bytes = encodeEvidence({ older, newer, proof: kept });
    const { strength } = evidence;
    const file = keepEvidence(this.#parts.folder, bytes, strength === 'suspicion' ? origin : undefined);
    if (file !== undefined) this.#parts.tellEvidence(file, strength);
  }
}

function refusal(verdict: WitnessVerdict): WitnessAnswer {
  const status = witnessStatus[verdict.kind];
  if (verdict.kind !== 'old-size-other') return said(status, verdict.kind);
  return { status, type: 'text/x.tlog.size', body: `${verdict.size}\n` };
}

/** A short answer of a word and a newline. */
export function said(status: number, word: string): WitnessAnswer {
  return { status, type: plainText, body: `${word}\n` };
}
