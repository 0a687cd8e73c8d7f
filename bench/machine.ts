import { cpus, loadavg, totalmem } from 'node:os';

/** The machine in words that say how to read the figures, without its name. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGib: number;
  readonly node: string;
  /** Runnable processes before anything was started: above a few tenths, others use the machine too. */
  readonly loadBefore: number;
  readonly text: string;
}

export function describeMachine(): Machine {
  const cores = cpus().length;
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memoryGib = Math.round(totalmem() / 2 ** 30);
  const loadBefore = Number((loadavg()[0] ?? 0).toFixed(2));
  const node = process.version;
  const text = `${cores} cores (${processor}), ${memoryGib} GiB, ${process.platform}, Node ${node}, load before ${loadBefore}`;
  return { cores, processor, memoryGib, node, loadBefore, text };
}
