import type { CDPSession, Page } from 'playwright-core';

/** A line that offices do have: 64 kbit/s each way, 600 ms to the server and back. */
export const slowLine = { bytesPerSecond: 8000, roundTripSeconds: 0.6 } as const;

/** What has come over the line since it is watched. */
export interface LineUse {
  /** Bytes as they were sent, headers and all. */
  readonly bytes: () => number;
  /** The most requests of which each began after the one before had ended: round trips one after the other. */
  readonly rounds: () => number;
  readonly requests: () => number;
}

interface Asked {
  readonly url: string;
  readonly begun: number;
  ended?: number;
  bytes: number;
}

/** Watches what a page asks of the server; what it has in its own cache does not count. */
export async function watchLine(page: Page): Promise<LineUse> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  const asked = new Map<string, Asked>();
  cdp.on('Network.requestWillBeSent', ({ requestId, timestamp, request: { url } }) => {
    if (url.startsWith('http') && !url.endsWith('/events'))
      asked.set(requestId, { url, begun: timestamp, bytes: 0 });
  });
  cdp.on('Network.requestServedFromCache', ({ requestId }) => asked.delete(requestId));
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache === true || response.fromServiceWorker === true) asked.delete(requestId);
  });
  cdp.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => {
    const one = asked.get(requestId);
    if (one !== undefined) Object.assign(one, { ended: timestamp, bytes: encodedDataLength });
  });
  return {
    bytes: () => [...asked.values()].reduce((sum, { bytes }) => sum + bytes, 0),
    rounds: () => longestChain([...asked.values()]),
    requests: () => asked.size,
  };
}

/** So many requests fit behind one another. */
function longestChain(asked: readonly Asked[]): number {
  let free = Number.NEGATIVE_INFINITY;
  let count = 0;
  const inOrder = [...asked].sort((a, b) => (a.ended ?? a.begun) - (b.ended ?? b.begun));
  for (const { begun, ended = begun } of inOrder) {
    if (begun < free) continue;
    free = ended;
    count += 1;
  }
  return count;
}

/** The seconds that all this takes on the slow line, if nothing overlaps: more than it does take. */
export function slowSeconds(use: LineUse): number {
  return use.bytes() / slowLine.bytesPerSecond + use.rounds() * slowLine.roundTripSeconds;
}

/** Makes the page's line the slow one. */
export async function slowDown(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: slowLine.roundTripSeconds * 1000,
    downloadThroughput: slowLine.bytesPerSecond,
    uploadThroughput: slowLine.bytesPerSecond,
  });
  return cdp;
}
