import { type AtSize, measureAtSize } from './at-size.ts';
import { fileNotices } from './file-notices.ts';
import { type BenchServer, startBenchServer } from './running-server.ts';
import type { Length, Say } from './section.ts';

/** A server with many notices, every one filed over HTTP, and what was measured before they were there. */
export interface LargeLog {
  readonly server: BenchServer;
  readonly notices: number;
  /** Filings a second of each tenth on the way. */
  readonly perSecond: readonly number[];
  readonly whenSmall: AtSize;
}

const sizes = { full: 100_000, quick: 5_000 } as const;

export async function openLargeLog(length: Length, say: Say): Promise<LargeLog> {
  const server = await startBenchServer();
  const notices = sizes[length];
  await fileNotices(server, 500, 16); // until the machine code is there
  const whenSmall = await measureAtSize(server, length);
  const perSecond: number[] = [];
  for (let tenth = 1; tenth <= 10; tenth += 1) {
    const { ms } = await fileNotices(server, notices / 10, 64);
    perSecond.push((notices * 100) / ms);
    say(`${tenth * 10} % of ${notices} notices filed, ${Math.round(perSecond.at(-1) ?? 0)} a second`);
  }
  return { server, notices, perSecond, whenSmall };
}
