import { Worker } from 'node:worker_threads';
import type { PrintedNotice } from '@rapport/notices';
import encodeQr from 'qr';
import { PrinterBusyError } from './printer-busy-error.ts';
import type { Setting, SettingDone } from './typst-worker.ts';

/** Sets pages, one notice after another, in a thread of its own that begins with the first. */
export interface Printer {
  /** @throws PrinterBusyError when too many wait */
  readonly print: (notice: PrintedNotice) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (pdf: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** The most that may wait, and how long one may take before its thread is given up. */
const waitingMax = 64;
const settingMsMax = 30_000;

/** The most that typst may keep in mind, in MiB, besides its faces. */
const limits = { maxOldGenerationSizeMb: 128 };

export function openPrinter(): Printer {
  let worker: Worker | undefined;
  let last = 0;
  const waiting = new Map<number, Waiting>();

  function begin(): Worker {
    const begun = new Worker(new URL('./typst-worker.ts', import.meta.url), { resourceLimits: limits });
    begun.unref();
    begun.on('message', (done: SettingDone) => settle(done));
    begun.on('error', (cause) => give(begun, new Error('the thread that sets pages has failed', { cause })));
    begun.on('exit', () => give(begun, new Error('the thread that sets pages has ended')));
    return begun;
  }

  /** Whoever waits for a thread that is gone hears so; the next notice begins another. */
  function give(gone: Worker, error: Error): void {
    if (worker !== gone) return;
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function settle(done: SettingDone): void {
    const one = waiting.get(done.id);
    waiting.delete(done.id);
    if ('pdf' in done) one?.resolve(done.pdf);
    else one?.reject(new Error(`the pages could not be set: ${done.error.slice(0, 500)}`));
  }

  async function print(notice: PrintedNotice): Promise<Uint8Array> {
    if (waiting.size >= waitingMax) throw new PrinterBusyError();
    worker ??= begin();
    const by = worker;
    const id = ++last;
    const overdue = setTimeout(() => void by.terminate(), settingMsMax);
    overdue.unref();
    const setting: Setting = { id, notice: withCode(notice), at: notice.at };
    return new Promise<Uint8Array>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      by.postMessage(setting);
    }).finally(() => clearTimeout(overdue));
  }

  return {
    print,
    close: async () => {
      await worker?.terminate();
    },
  };
}

/** The notice as the layout takes it: with the picture of the code that leads to its proof. */
function withCode(notice: PrintedNotice): string {
  const code = encodeQr(notice.proof.address, 'svg', { ecc: 'medium' });
  return JSON.stringify({ ...notice, proof: { ...notice.proof, code } });
}
