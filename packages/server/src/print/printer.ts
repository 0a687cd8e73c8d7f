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

interface Order {
  readonly setting: Setting;
  readonly resolve: (pdf: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** The most that may wait, and how long one may take before its thread is given up. */
const waitingMax = 64;
const settingMsMax = 30_000;

export function openPrinter(): Printer {
  const orders: Order[] = [];
  let worker: Worker | undefined;
  let underWay: { readonly order: Order; readonly overdue: NodeJS.Timeout } | undefined;
  let last = 0;

  function next(): void {
    if (underWay !== undefined) return;
    const order = orders.shift();
    if (order === undefined) return;
    worker ??= begin();
    const by = worker;
    const overdue = setTimeout(() => void by.terminate(), settingMsMax);
    overdue.unref();
    underWay = { order, overdue };
    by.postMessage(order.setting);
  }

  function begin(): Worker {
    const begun = new Worker(new URL('./typst-worker.ts', import.meta.url));
    begun.unref();
    begun.on('message', (done: SettingDone) => end((order) => settle(order, done)));
    begun.on('error', (cause) => lose(begun, new Error('the thread that sets pages has failed', { cause })));
    begun.on('exit', () => lose(begun, new Error('the thread that sets pages has ended')));
    return begun;
  }

  /** Whoever waits for a thread that is gone hears so; the next order begins another. */
  function lose(gone: Worker, error: Error): void {
    if (worker !== gone) return;
    worker = undefined;
    end(({ reject }) => reject(error));
  }

  function end(tell: (order: Order) => void): void {
    if (underWay === undefined) return;
    const { order, overdue } = underWay;
    underWay = undefined;
    clearTimeout(overdue);
    tell(order);
    next();
  }

  async function print(notice: PrintedNotice): Promise<Uint8Array> {
    if (orders.length >= waitingMax) throw new PrinterBusyError();
    const setting = { id: ++last, notice: withCode(notice), at: notice.at };
    return new Promise<Uint8Array>((resolve, reject) => {
      orders.push({ setting, resolve, reject });
      next();
    });
  }

  async function close(): Promise<void> {
    for (const { reject } of orders.splice(0)) reject(new Error('the server is stopping'));
    await worker?.terminate();
  }

  return { print, close };
}

function settle({ resolve, reject }: Order, done: SettingDone): void {
  if ('pdf' in done) resolve(done.pdf);
  else reject(new Error(`the pages could not be set: ${done.error}`));
}

/** The notice as the layout takes it: with the picture of the code that leads to its proof. */
function withCode(notice: PrintedNotice): string {
  const code = encodeQr(notice.proof.address, 'svg', { ecc: 'medium' });
  const whole = { ...notice, proof: { ...notice.proof, code } };
  return JSON.stringify(whole, (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(/\p{Surrogate}/gu, '\ufffd') : value,
  );
}
