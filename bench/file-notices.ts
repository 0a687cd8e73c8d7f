import { paths } from '@rapport/api';
import { verifyReceipts } from './check-receipts.ts';
import { type CpuTime, cpuTime, cpuTimeBetween } from './cpu-time.ts';
import { encodeRequest } from './http-connection.ts';
import { type Loaded, sendLoad } from './load.ts';
import type { BenchServer } from './running-server.ts';
import { signNotices } from './signed-notices.ts';

/** A request that files a notice, as the web app and the command line send it. */
export function filingRequest(url: string, note: string): Buffer {
  return encodeRequest(url, paths.notices, JSON.stringify({ note }));
}

/** What every answer to a new filing has; samples are verified whole. */
export const filed = { status: 201, text: '"proof":"c2sp.org/tlog-proof@v1\\n' } as const;

/**
 * Files new notices over HTTP. They are signed before the clock starts and a sample of the receipts is
 * verified after it has stopped.
 *
 * @returns what came of it, with the processor time that all of it took
 * @param perSecond - sends at this rate, whatever the answers take; absent: as fast as answers come
 */
export async function fileNotices(
  server: BenchServer,
  count: number,
  connections: number,
  perSecond?: number,
): Promise<Loaded & { cpu: CpuTime | undefined }> {
  const notices = await signNotices(server.dataFolder, count);
  const requests = notices.map((note) => filingRequest(server.url, note));
  const rate = perSecond === undefined ? {} : { perSecond };
  const before = cpuTime(server.pid);
  const loaded = await sendLoad({ url: server.url, requests, connections, expect: filed, ...rate });
  const cpu = cpuTimeBetween(before, cpuTime(server.pid));
  await verifyReceipts(notices, loaded.samples, await readPolicy(server));
  return { ...loaded, cpu };
}

async function readPolicy({ url }: BenchServer): Promise<string> {
  return (await fetch(url + paths.policy)).text();
}
