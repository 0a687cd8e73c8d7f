import { type Client, type LogNotice, type LogNotices, ProblemError } from '@rapport/api';
import { bundlePath, type Tile, tilePath } from '@rapport/record';
import { Unusable } from '../../io/outcome.ts';
import { openServer } from '../../io/server.ts';
import type { Context } from '../../io/surroundings.ts';

/** A log as it is served: static parts at its address. Every byte is untrusted. */
export interface LogSource {
  /** Address of the log's parts, without a final slash. */
  readonly address: string;
  checkpoint(): Promise<Uint8Array>;
  /** `undefined` for a part that is not there. */
  bundle(index: number, width: number): Promise<Uint8Array | undefined>;
  tile(tile: Tile): Promise<Uint8Array | undefined>;
}

/** @param target - `http://host/log`, or a server's address, whose log is at `/log` */
export function openLog(target: string, context: Context): LogSource {
  const address = addressOf(target);
  const client = openServer(context, address);
  const part = (path: string): Promise<Uint8Array | undefined> => orMissing(client.bytes(`/${path}`));
  return {
    address,
    checkpoint: async () => (await part('checkpoint')) ?? noLog(address),
    bundle: (index, width) => part(bundlePath(index, width)),
    tile: (tile) => part(tilePath(tile)),
  };
}

function addressOf(target: string): string {
  const address = target.replace(/\/+$/, '');
  const isServer = URL.canParse(address) && new URL(address).pathname === '/';
  return isServer ? `${address}/log` : address;
}

/** The address of the server that serves the log at `/log`. */
export function serverOf({ address }: LogSource): string {
  return address.replace(/\/log$/, '');
}

function noLog(address: string): never {
  throw new Unusable('log-missing', {
    en: `There is no log at ${address}: the address of a log is that of its checkpoint without "/checkpoint".`,
    ru: `По адресу ${address} нет журнала: адрес журнала — это адрес его контрольной точки без «/checkpoint».`,
  });
}

async function orMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((error: unknown) => {
    if (error instanceof ProblemError && error.problem.status === 404) return undefined;
    throw error;
  });
}

/**
 * The notices of entries `first` to `first + count` that the reader may see.
 *
 * @returns whatever of the answer has the form of notices; `undefined` where the server has no such route
 */
export async function readNotices(
  client: Client,
  first: number,
  count: number,
): Promise<LogNotice[] | undefined> {
  const found: LogNotice[] = [];
  for (let from: number | undefined = first; from !== undefined && from < first + count; ) {
    const page: LogNotices | undefined = await orMissing(client.logNotices(from, first + count - from));
    if (page === undefined) return undefined;
    found.push(...page.notices);
    from = page.next !== undefined && page.next > from ? page.next : undefined;
  }
  return found;
}
