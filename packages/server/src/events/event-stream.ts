import type { ServerResponse } from 'node:http';
import type { NoticeSummary } from '@rapport/api';
import { mayRead, type Reader } from '@rapport/notices';

/** One listening browser or program. */
interface Listener {
  readonly reader: Reader;
  readonly response: ServerResponse;
}

const heartbeatMs = 20_000;
/** Bytes a slow listener may leave unread before it is cut off; it comes back with its last event id. */
const unreadBytesMax = 256 * 1024;

/** The open event streams of this process. */
export class EventStreams {
  readonly #listeners = new Set<Listener>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor() {
    this.#heartbeat = setInterval(() => this.#toAll(() => ': still here\n\n'), heartbeatMs);
    this.#heartbeat.unref();
  }

  get count(): number {
    return this.#listeners.size;
  }

  /** Adds a listener until its connection closes. */
  add(reader: Reader, response: ServerResponse): void {
    const listener = { reader, response };
    this.#listeners.add(listener);
    response.on('close', () => this.#listeners.delete(listener));
  }

  /** Tells everybody the new size, and each reader the notices that it may see. */
  send(size: number, notices: readonly NoticeSummary[]): void {
    this.#toAll(({ reader }) => eventText(size, noticesFor(reader, notices)));
  }

  #toAll(textFor: (listener: Listener) => string): void {
    for (const listener of this.#listeners) {
      listener.response.write(textFor(listener));
      if (listener.response.writableLength > unreadBytesMax) listener.response.destroy();
    }
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const { response } of this.#listeners) response.end();
  }
}

/** Those of some notices that a reader may see: the same rule as every route. */
export function noticesFor(reader: Reader, notices: readonly NoticeSummary[]): NoticeSummary[] {
  return notices.filter((notice) => mayRead(reader, notice));
}

/** The text of the events for one reader; the id is the log size that they bring the reader to. */
export function eventText(size: number, notices: readonly NoticeSummary[]): string {
  const lines = notices.map(
    (notice) => `event: notice\nid: ${notice.index + 1}\ndata: ${JSON.stringify(notice)}\n\n`,
  );
  return `${lines.join('')}event: head\nid: ${size}\ndata: ${JSON.stringify({ size })}\n\n`;
}
