import { createClient, paths, signSignIn } from '@rapport/api';
import { parseUtf8 } from '@rapport/record';
import { openDemonstrationKeys } from '../packages/server/src/demonstration/demonstration-keys.ts';
import { fileNotices } from './file-notices.ts';
import { encodeRequest } from './http-connection.ts';
import { sendLoad } from './load.ts';
import { awaitQuiet } from './quiet.ts';
import type { BenchServer } from './running-server.ts';
import type { Length } from './section.ts';
import { origin } from './signed-notices.ts';
import { percentile } from './statistics.ts';

/** What may depend on how long the log is; one value a round. */
export interface AtSize {
  readonly filingsPerSecond: number[];
  /** Milliseconds: median of a round. */
  readonly listMs: number[];
  readonly threadMs: number[];
}

const plans = {
  full: { rounds: 5, filings: 3000, reads: 400 },
  quick: { rounds: 3, filings: 500, reads: 100 },
} as const;

/** Files, reads the first page of an addressee's list and reads a thread, as the log stands. */
export async function measureAtSize(server: BenchServer, length: Length): Promise<AtSize> {
  const plan = plans[length];
  const token = await signIn(server);
  const page = `${paths.notices}?box=received&limit=50`;
  const found: AtSize = { filingsPerSecond: [], listMs: [], threadMs: [] };
  for (let round = 0; round < plan.rounds; round += 1) {
    await awaitQuiet();
    const { ms, samples } = await fileNotices(server, plan.filings, 64);
    const { thread } = JSON.parse([...samples.values()][0] ?? '{}') as { thread: string };
    found.filingsPerSecond.push((plan.filings * 1000) / ms);
    found.listMs.push(await readMs(server, page, token, plan.reads));
    found.threadMs.push(await readMs(server, paths.thread(thread), token, plan.reads));
  }
  return found;
}

async function readMs({ url }: BenchServer, path: string, token: string, count: number): Promise<number> {
  const request = encodeRequest(url, path, undefined, token);
  const requests = Array.from({ length: count }, () => request);
  const expect = { status: 200, text: '"notices":[{' };
  return percentile((await sendLoad({ url, requests, connections: 1, expect })).latencies, 0.5);
}

/** Signs in as an office that the notices are addressed to. @returns the session's token */
async function signIn({ url, dataFolder }: BenchServer): Promise<string> {
  const client = createClient({ base: url, fetch: (at, init) => fetch(at, init), language: 'en' });
  const claim = { log: origin, participant: 'MN', office: 'focal-point' };
  const signer = openDemonstrationKeys(dataFolder, origin).signer(claim.participant, claim.office);
  const { challenge } = await client.challenge();
  const { token } = await client.signIn({
    note: parseUtf8(await signSignIn({ challenge, ...claim }, signer)) ?? '',
  });
  if (token === undefined) throw new Error('signing in gave no token');
  return token;
}
