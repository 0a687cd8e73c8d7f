import { Worker } from 'node:worker_threads';

/** Work for the load generator: every request is sent once. */
export interface Load {
  readonly url: string;
  readonly requests: readonly Uint8Array[];
  readonly connections: number;
  /** Absent: each connection sends its next request when it has its answer. */
  readonly perSecond?: number;
  /** What each answer must have. */
  readonly expect: { readonly status: number; readonly text: string };
}

/** What came of it. */
export interface Loaded {
  readonly ms: number;
  /** Milliseconds, in the order of the requests: from the instant a request was to be sent. */
  readonly latencies: Float64Array;
  /** Each thirty-second answer's body, under the number of its request. */
  readonly samples: ReadonlyMap<number, string>;
}

/** Sends a load from a thread of its own, so that this one's work is not in the latencies. @throws if an answer is not as expected */
export async function sendLoad(load: Load): Promise<Loaded> {
  const worker = new Worker(new URL('./load-worker.ts', import.meta.url), { workerData: load });
  try {
    return await new Promise<Loaded>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  } finally {
    await worker.terminate();
  }
}
