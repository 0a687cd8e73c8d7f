import type { Notice } from '@rapport/record';

/** The notice with which a sender erased what an earlier notice of its own said. */
export interface Erasure {
  /** Its id. */
  readonly by: string;
  /** POSIX milliseconds. */
  readonly takenIn: number;
}

/** A notice as it stands in the log: its place, its taken-in time and what it says. */
export interface FiledNotice {
  /** Its number in the log, from 0. */
  readonly index: number;
  /** The log's taken-in time, POSIX milliseconds. */
  readonly takenIn: number;
  /** The notice's own id: hex SHA-256 of its signed text. */
  readonly id: string;
  /** Without answers and attachments where it was erased. */
  readonly notice: Notice;
  /** Whom an audience of kind `takers` or `dimension` reached when it was taken in (`circleOf`). */
  readonly circle?: readonly string[];
  readonly erased?: Erasure;
}

/** The id of the thread a notice stands in: its own where it opens one. */
export function threadOf(filed: { readonly id: string; readonly notice: Notice }): string {
  return filed.notice.thread ?? filed.id;
}

/** What is left of a notice after its erasure: who sent what to whom, and its place; nothing of what it said. */
export function withoutText<T extends FiledNotice>(filed: T, erased: Erasure): T {
  return { ...filed, notice: envelopeOf(filed.notice), erased };
}

/** The parts of a notice that a log keeps of it for good. */
export type Envelope = Pick<
  Notice,
  'log' | 'participant' | 'office' | 'measure' | 'step' | 'thread' | 'after' | 'audience'
>;

/** A notice that says nothing, from its envelope: its date and nonce, which only its text had, are empty. */
export function envelopeOf(envelope: Envelope): Notice {
  const { log, participant, office, measure, step, thread, after, audience } = envelope;
  return {
    ...{ log, participant, office, measure, step, audience },
    ...{ answers: {}, attachments: [], date: '', nonce: '' },
    ...(thread === undefined ? {} : { thread }),
    ...(after === undefined ? {} : { after }),
  };
}
