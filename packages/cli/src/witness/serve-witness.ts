import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requestBytesMax, said, type Witness, type WitnessAnswer } from './witness.ts';

/** A witness that listens. */
export interface ListeningWitness {
  readonly url: string;
  close(): Promise<void>;
}

/** @param onError - told what the machine refused, such as a full disk; the log is answered 500 then */
export async function serveWitness(
  witness: Witness,
  host: string,
  port: number,
  onError: (error: unknown) => void,
): Promise<ListeningWitness> {
  const server = createServer((request, response) => {
    answer(witness, request).then(
      (said_) => send(response, said_),
      (error: unknown) => {
        onError(error);
        send(response, said(500, 'not-stored'));
      },
    );
  });
  Object.assign(server, {
    requestTimeout: 15_000,
    headersTimeout: 5000,
    keepAliveTimeout: 5000,
    maxConnections: 256,
  });
  await listen(server, host, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve());
  });
}

async function answer(witness: Witness, request: IncomingMessage): Promise<WitnessAnswer> {
  const { method = '', url = '' } = request;
  if (url === '/add-checkpoint') {
    if (method !== 'POST') return said(405, 'post-only');
    const body = await readBody(request);
    return body === undefined ? said(413, 'too-long') : witness.add(body);
  }
  const [, hash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(url) ?? [];
  if (hash === undefined) return said(404, 'not-found');
  return method === 'GET' || method === 'HEAD' ? witness.newest(hash) : said(405, 'get-only');
}

/** @returns undefined where it is longer than any request; the rest is not read */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > requestBytesMax) return undefined;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

function send(response: ServerResponse, { status, type, body }: WitnessAnswer): void {
  if (response.destroyed) return;
  const headers = { 'content-type': type, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
  response.writeHead(status, status === 413 ? { ...headers, connection: 'close' } : headers);
  response.end(body);
}
