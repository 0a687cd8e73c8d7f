// Clients that are slow, silent, too many or talk nonsense, against a real server process.
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { type ServerProcess, startedProcess, temporaryData } from '../testing/server-process.ts';
import { hostileText, Tried } from './hostile.ts';
import { clientOf, signedNotices } from './process-notices.ts';

let database: TestDatabase;
let server: ServerProcess;
const data = temporaryData();
const sockets: Socket[] = [];
const tried = new Tried();
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startedProcess({ RAPPORT_DATA: data.folder, RAPPORT_DATABASE_URL: database.url });
});
beforeEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await server.stop('SIGKILL');
  await database.drop();
  data.remove();
});

interface Line {
  readonly socket: Socket;
  readonly said: () => string;
  readonly ended: Promise<void>;
}

/** A connection, open; what the server says is kept. */
async function open(): Promise<Line> {
  const { hostname, port } = new URL(server.url);
  const socket = connect({ host: hostname, port: Number(port) });
  sockets.push(socket);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => undefined); // the server may cut it off: that is what is looked at
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  return { socket, said: () => text, ended };
}

/** Others are served meanwhile: a filing and a reading. */
async function expectServed(): Promise<void> {
  const [note = ''] = await signedNotices(data.folder, 1);
  const receipt = await clientOf(server.url).file({ note });
  expect(receipt.index).toBeGreaterThan(0);
  expect((await fetch(`${server.url}/log/checkpoint`)).status).toBe(200);
}

const filing = (length: number): string =>
  `POST /api/v1/notices HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: ${length}\r\n\r\n`;

describe('clients that take their time', () => {
  test('forty that send their filing byte by byte hold up nobody', async () => {
    const lines = await Promise.all(Array.from({ length: 40 }, open));
    const text = filing(2000) + 'x'.repeat(2000);
    const trickle = setInterval(() => {
      for (const { socket } of lines) if (socket.writable) socket.write(text[socket.bytesWritten] ?? '');
    }, 20);
    await sleep(500);
    for (let times = 0; times < 3; times += 1) await expectServed();
    clearInterval(trickle);
    expect(lines.every(({ socket }) => socket.bytesWritten > 5)).toBe(true);
  });

  test('a thousand that say nothing hold up nobody', async () => {
    const lines = await Promise.all(Array.from({ length: 1000 }, open));
    expect(lines.filter(({ socket }) => socket.writable).length).toBeGreaterThan(900);
    await expectServed();
  });

  test('one that never reads its answers is no burden to others', async () => {
    const lines = await Promise.all(Array.from({ length: 20 }, open));
    for (const { socket } of lines) {
      socket.pause();
      socket.write('GET /api/v1/organisation HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(200));
      socket.write('GET /api/v1/events HTTP/1.1\r\nHost: a\r\n\r\n');
    }
    await expectServed();
  });
});

describe('clients that go away', () => {
  test('in the midst of an upload: nothing of it is kept and the rest is served', async () => {
    const lines = await Promise.all(Array.from({ length: 50 }, open));
    for (const [i, { socket }] of lines.entries()) {
      socket.write(filing(60_000) + 'x'.repeat(i * 1000));
      if (i % 2 === 0) socket.resetAndDestroy();
      else socket.end();
    }
    await Promise.all(lines.map(({ ended }) => ended));
    await expectServed();
  });

  test('before the answer: what they filed is taken in once', async () => {
    const notes = await signedNotices(data.folder, 20);
    const lines = await Promise.all(notes.map(open));
    for (const [i, { socket }] of lines.entries()) {
      const note = notes[i] ?? '';
      socket.write(filing(Buffer.byteLength(note)) + note, () => socket.resetAndDestroy());
    }
    await Promise.all(lines.map(({ ended }) => ended));
    const receipts = await Promise.all(notes.map((note) => clientOf(server.url).file({ note })));
    expect(new Set(receipts.map(({ index }) => index)).size).toBe(20);
    await expectServed();
  });
});

describe('clients that talk nonsense', () => {
  test.each([
    [
      'a header of 64 KiB',
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(65_536)}\r\n\r\n`,
      /^HTTP\/1\.1 431 /,
    ],
    [
      '5,000 headers',
      `GET / HTTP/1.1\r\nHost: a\r\n${'X: y\r\n'.repeat(5000)}\r\n`,
      /^HTTP\/1\.1 (200|404|431) /,
    ],
    [
      'an address of 64 KiB',
      `GET /${'x'.repeat(65_536)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      /^HTTP\/1\.1 (414|431) /,
    ],
    [
      'two lengths',
      'POST /api/v1/notices HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
      /^HTTP\/1\.1 400 /,
    ],
    [
      'a length and chunks',
      'POST /api/v1/notices HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      /^HTTP\/1\.1 400 /,
    ],
    [
      'a chunk of a length without end',
      'POST /api/v1/notices HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\n',
      /^HTTP\/1\.1 400 /,
    ],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['another protocol', 'SSH-2.0-OpenSSH\r\n\r\n', /^HTTP\/1\.1 400 /],
    [
      'a backslash for an address',
      'GET /\\ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 (200|400|404) /,
    ],
    ['a filing said to be of 20 GiB', filing(20 * 2 ** 30), /^HTTP\/1\.1 413 /],
  ])('%s', async (_name, bytes, answer) => {
    const { socket, said } = await open();
    socket.write(bytes);
    await expect.poll(said, { timeout: 20_000 }).toMatch(answer);
    await expectServed();
  });

  test('nonsense sent one after the other on one connection', async () => {
    const sound = [
      'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n',
      `${filing(5)}hello`,
      'HEAD /log/checkpoint HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n',
      'POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    ];
    const input = fc.array(hostileText([...sound, sound.join('')]), { minLength: 1, maxLength: 6 });
    const say = async (parts: string[]): Promise<void> => {
      const { socket, said, ended } = await open();
      for (const part of parts) if (socket.writable) socket.write(part, 'latin1');
      socket.end();
      await Promise.race([ended, sleep(2000)]);
      socket.destroy();
      if (/^HTTP\/1\.1 5/m.test(said())) throw new Error(said().slice(0, 300));
    };
    await fc.assert(
      fc.asyncProperty(input, (parts) => tried.async(() => say(parts))),
      { ...tried.parameters(400), endOnFailure: true },
    );
    await expectServed();
    expect(server.printed()).not.toMatch(/"level":[56]0/);
  });
});

test('after all of it the same process serves, and stops when told to', async () => {
  await expectServed();
  expect(server.child.exitCode).toBeNull();
  const idle = await Promise.all(Array.from({ length: 30 }, open));
  idle[0]?.socket.write('GET /api/v1/events HTTP/1.1\r\nHost: a\r\n\r\n');
  idle[1]?.socket.write(`${filing(60_000)}begun`);
  await expect.poll(() => idle[0]?.said()).toMatch(/event: head/);
  expect(await server.stop('SIGTERM')).toBe(0);
  await Promise.all(idle.map(({ ended }) => ended));
});
