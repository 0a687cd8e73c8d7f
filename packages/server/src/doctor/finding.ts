/** One thing looked at. `sentence` says what is wrong and what would mend it; `seen` what was met. */
export interface DoctorCheck {
  readonly id: DoctorCheckId;
  readonly ok: boolean;
  readonly seen?: string;
  readonly sentence?: string;
  /** Set where another fault stands in the way of looking. */
  readonly reached?: false;
}

/** Everything that is looked at, in this order. */
export type DoctorCheckId =
  | 'settings'
  | 'node'
  | 'data-folder'
  | 'data-format'
  | 'disk'
  | 'organisation'
  | 'log-key'
  | 'database'
  | 'migrations'
  | 'identity'
  | 'head'
  | 'entries'
  | 'checkpoint'
  | 'clock';

export function good(id: DoctorCheckId, seen?: string): DoctorCheck {
  return seen === undefined ? { id, ok: true } : { id, ok: true, seen };
}

export function bad(id: DoctorCheckId, sentence: string, seen?: string): DoctorCheck {
  return seen === undefined ? { id, ok: false, sentence } : { id, ok: false, sentence, seen };
}

/** A check that another fault stands in the way of. */
export function unreached(...ids: readonly DoctorCheckId[]): DoctorCheck[] {
  return ids.map((id) => ({ id, ok: false, reached: false }));
}

/** What a failure says, for an operator. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
