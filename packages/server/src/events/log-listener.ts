import pg from 'pg';

/**
 * Hears of every batch that any server process commits, by PostgreSQL's NOTIFY. When its connection
 * is lost it comes back by itself and tells the size again, so nothing is missed: what was taken in
 * meanwhile is read from the log.
 */
export class LogListener {
  readonly #url: string;
  readonly #onSize: (size: number) => void;
  readonly #onError: (error: Error) => void;
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(url: string, onSize: (size: number) => void, onError: (error: Error) => void) {
    this.#url = url;
    this.#onSize = onSize;
    this.#onError = onError;
  }

  /** Connects and listens. @throws where the first connection fails; later ones are tried again */
  async open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'rapport-listener',
      keepAlive: true,
    });
    client.on('notification', ({ payload }) => this.#onSize(Number(payload)));
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, undefined));
    await client.connect();
    this.#client = client;
    await client.query('listen rapport_log');
    const { rows } = await client.query<{ size: string }>('select size::text from log_head');
    this.#onSize(Number(rows[0]?.size ?? 0));
  }

  #lost(client: pg.Client, error: Error | undefined): void {
    if (this.#isClosed || this.#client !== client) return;
    this.#client = undefined;
    if (error !== undefined) this.#onError(error);
    this.#again();
  }

  #again(): void {
    this.#retry = setTimeout(() => {
      this.open().catch((error: Error) => {
        this.#onError(error);
        if (!this.#isClosed) this.#again();
      });
    }, retryMs);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    await this.#client?.end().catch(() => undefined);
  }
}

const retryMs = 1000;
