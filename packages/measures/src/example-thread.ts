/** One act of a worked thread. */
export interface ExampleAct {
  /** UTC to the second. */
  readonly at: string;
  readonly by: string;
  readonly step: string;
  /** Absent: the first that the step names. */
  readonly office?: string;
  /** Absent: that of the thread's opening; for an addressee of named ones the others and the opener. */
  readonly to?: string | readonly string[];
  /** The number of an act, from 1; absent: it opens a thread. */
  readonly follows?: number;
  readonly answers: Readonly<Record<string, unknown>>;
  /** The codes for which the act is refused; absent: it is taken in. */
  readonly refused?: readonly string[];
  /** The state that the thread is in afterwards. */
  readonly state?: string;
}

/** What is read of a worked thread at an instant. */
export interface ExampleReading {
  readonly at: string;
  readonly state: string;
  readonly clocks?: readonly {
    readonly clock: string;
    readonly by: string;
    readonly is: string;
    readonly due?: string;
  }[];
}

/** A worked thread, `examples/thread-<what>.json`. Source: docs/spec/measures.md, "examples". */
export interface ExampleThread {
  readonly what: string;
  readonly acts: readonly ExampleAct[];
  readonly reads: readonly ExampleReading[];
}
