import type { ServerResponse } from 'node:http';
import type { NoticeSummary } from '@rapport/api';
import { mayRead, type Reader } from '@rapport/notices';

/** One listening browser or program. */
interface Listener {
  readonly reader: Reader;
  /** The session's token; absent for the public. */
  readonly token: string | undefined;
  readonly response: ServerResponse;
}

const heartbeatMs = 20_000;
/** Bytes a slow listener may leave unread before it is cut off; it comes back with its last event id. */
const unreadBytesMax = 256 * 1024;

/** The open event streams of this process. */
export class EventStreams {
  readonly #listeners = new Set<Listener>();
  readonly #heartbeat: NodeJS.Timeout;

  readonly #findLive: (tokens: readonly string[]) => Promise<ReadonlySet<string>>;

  /** @param findLive - which of some session tokens have not ended, in whichever process they were ended */
  constructor(findLive: (tokens: readonly string[]) => Promise<ReadonlySet<string>>) {
    this.#findLive = findLive;
    this.#heartbeat = setInterval(() => void this.#beat(), heartbeatMs);
    this.#heartbeat.unref();
  }

  /** A stream whose session cannot be looked up is told nothing; it is looked up again before any notice. */
  async #beat(): Promise<void> {
    await this.#endStale().catch(() => undefined);
    this.#toAll(() => ': still here\n\n');
  }

  /** Ends the streams whose session has ended: they outlive neither a sign-out nor its time. */
  async #endStale(): Promise<void> {
    const signedIn = [...this.#listeners].filter(({ token }) => token !== undefined);
    const live = await this.#findLive(signedIn.flatMap(({ token }) => token ?? []));
    for (const { token, response } of signedIn)
      if (token !== undefined && !live.has(token)) response.destroy();
    for (const listener of signedIn) if (listener.response.destroyed) this.#listeners.delete(listener);
  }

  get count(): number {
    return this.#listeners.size;
  }

  /** Adds a listener until its connection closes. */
  add(reader: Reader, token: string | undefined, response: ServerResponse): void {
    const listener = { reader, token, response };
    this.#listeners.add(listener);
    response.on('close', () => this.#listeners.delete(listener));
  }

  /**
   * Tells everybody the new size, and each reader the notices that it may see.
   *
   * @throws what looking the sessions up throws; nobody was told anything then
   */
  async send(size: number, notices: readonly NoticeSummary[]): Promise<void> {
    await this.#endStale();
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
  return notices.filter((notice) => mayRead(reader, notice, notice.circle));
}

/** The text of the events for one reader; the id is the log size that they bring the reader to. */
export function eventText(size: number, notices: readonly NoticeSummary[]): string {
  const lines = notices.map(
    (notice) => `event: notice\nid: ${notice.index + 1}\ndata: ${JSON.stringify(notice)}\n\n`,
  );
  return `${lines.join('')}event: head\nid: ${size}\ndata: ${JSON.stringify({ size })}\n\n`;
}
