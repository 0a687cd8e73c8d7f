import pg from 'pg';

/** What a query function is given: a transaction's connection, or the pool for a single statement. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(
    query: pg.QueryConfig | string,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

export type Db = pg.Pool;

const bigintOid = 20;

/** bigint columns as numbers: every one of ours is a log index, a size or milliseconds, below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): ((text: string) => unknown) => {
    if (oid === bigintOid && format !== 'binary') return parseBigint;
    return pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown;
  },
};

function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer beyond 2^53 in the database: ${text}`);
  return value;
}

/**
 * Opens a pool of connections. A connection that the server ends while idle is dropped and made anew;
 * `onError` hears of it.
 *
 * @param limits - such as how long a statement may take; none by default
 */
export function connect(
  url: string,
  onError: (error: Error) => void,
  connectionsMax = 10,
  limits: pg.PoolConfig = {},
): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    types,
    connectionTimeoutMillis: 10_000,
    application_name: 'rapport',
    ...limits,
  });
  pool.on('error', onError);
  // The pool listens to idle connections only; one lost while in use would else end the process.
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

/**
 * Runs `work` in one transaction: committed when it resolves, rolled back when it throws.
 *
 * @param begin - `begin`, or that and one query without parameters, sent together
 * @param work - given the transaction and what that query found
 */
export async function transaction<T>(
  db: Db,
  begin: string,
  work: (tx: Queryable, found: { rows: unknown[] }) => Promise<T>,
): Promise<T> {
  const client = await db.connect();
  let failure: Error | undefined;
  try {
    const found = [await client.query(begin)].flat().at(-1) ?? { rows: [] };
    const value = await work(client, found);
    await client.query('commit');
    return value;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release(failure !== undefined && isConnectionLost(failure) ? failure : undefined);
  }
}

/** Whether an error means that the database cannot be reached or is going down, not that a query is wrong. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('08') || code.startsWith('57P')) return true;
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect/.test(error.message);
}

/** Whether a statement took longer than it may. */
export function isOutOfTime(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}

/** Whether an error means that the database's disk or quota is full. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '53100' || error.code === 'ENOSPC');
}

/** Whether an error means that the database has lost what it held: a table, itself, or sound pages and indexes. */
export function isRecordDamaged(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ['42P01', '42703', '3D000', 'XX001', 'XX002'].includes(String(code));
}
