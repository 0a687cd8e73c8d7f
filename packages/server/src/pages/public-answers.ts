import type { Fetched } from '@rapport/api';
import type { App } from '../app.ts';

/** How long an answer serves at one size of the log: some depend on the hour, such as what is in force. */
const ageMsMax = 30_000;
const answersMax = 2_000;

/**
 * The server's own answers to the public, for pages that are drawn: asked without a cookie or a token, whoever wants
 * the page, so that nothing but what is everybody's can be in one. Kept while the log stands still.
 */
export class PublicAnswers {
  readonly #app: App;
  readonly #now: () => number;
  #known = new Map<string, Promise<Fetched>>();
  #size = -1;
  #since = 0;

  constructor(app: App, now: () => number) {
    this.#app = app;
    this.#now = now;
  }

  /** Forgets what was answered at another size of the log, or too long ago. @returns whether it did */
  renew(size: number): boolean {
    const now = this.#now();
    const isCurrent = size === this.#size && now - this.#since < ageMsMax && this.#known.size < answersMax;
    if (isCurrent) return false;
    this.#known = new Map();
    this.#size = size;
    this.#since = now;
    return true;
  }

  ask(url: string): Promise<Fetched> {
    const known = this.#known.get(url) ?? this.#answer(url);
    this.#known.set(url, known);
    return known;
  }

  async #answer(url: string): Promise<Fetched> {
    const answer = await this.#app.inject({ method: 'GET', url });
    let json: unknown;
    return {
      ok: answer.statusCode < 400,
      status: answer.statusCode,
      headers: { get: (name) => (answer.headers[name] === undefined ? null : String(answer.headers[name])) },
      json: async () => (json ??= answer.json()),
      text: async () => answer.payload,
      arrayBuffer: async () => Uint8Array.from(answer.rawPayload).buffer,
    };
  }
}
