import { connect, type Socket } from 'node:net';

/** An answer, with its body as text. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * One HTTP/1.1 connection kept open, one request at a time. It knows only what the servers measured here
 * send (a content-length, no chunks), so that it takes little of the cores it shares with them.
 */
export class HttpConnection {
  readonly #socket: Socket;
  #received: Buffer[] = [];
  #length = 0;
  #awaited: number | undefined;
  #settle: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', (error) => this.#settle?.reject(error));
    socket.on('close', () => this.#settle?.reject(new Error('the server closed the connection')));
  }

  static open(url: string): Promise<HttpConnection> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port) }, () =>
        resolve(new HttpConnection(socket)),
      );
      socket.once('error', reject);
    });
  }

  /** @param request - head and body, as they go over the line */
  send(request: Uint8Array): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#length += chunk.length;
    this.#awaited ??= wholeLength(Buffer.concat(this.#received));
    if (this.#awaited === undefined || this.#length < this.#awaited) return;
    const text = Buffer.concat(this.#received).toString('utf8');
    this.#received = [];
    this.#length = 0;
    this.#awaited = undefined;
    this.#settle?.resolve({
      status: Number(text.slice(9, 12)),
      body: text.slice(text.indexOf('\r\n\r\n') + 4),
    });
  }
}

/** Bytes of head and body; `undefined` while the head is not complete. */
function wholeLength(received: Buffer): number | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = received.toString('latin1', 0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without content-length: ${head}`);
  return end + 4 + Number(length);
}

/** A request as it goes over the line. @param token - of a session, absent for the public */
export function encodeRequest(url: string, path: string, body?: string, token?: string): Buffer {
  const lines = [`${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`, `host: ${new URL(url).host}`];
  if (token !== undefined) lines.push(`authorization: Bearer ${token}`);
  if (body !== undefined)
    lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
}
