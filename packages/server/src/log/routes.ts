import { paths } from '@rapport/api';
import { encodeBundle, encodeEntry, encodeVerifierKey, type Policy, parseTilePath } from '@rapport/record';
import type { FastifyReply } from 'fastify';
import type { App, ReadingServer } from '../app.ts';
import { bytesAsTheyAre } from '../bytes-as-they-are.ts';
import { Refusal } from '../problems.ts';
import type { Witnessing } from '../witnesses/read-witnesses.ts';
import type { LogKey } from './log-key.ts';
import { readEntries } from './log-store.ts';

/** Anybody's page may read the log. */
const forEverybody = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
const immutable = 'public, max-age=31536000, immutable';
const bytesType = 'application/octet-stream';

/**
 * The log as static files in the C2SP tlog-tiles layout: public, since entries are commitments. Partial
 * tiles of every size stay readable; nothing served here but the checkpoint ever changes.
 */
export function logRoutes(app: App, server: ReadingServer): void {
  const tags = ['log'];
  app.get(
    paths.checkpoint,
    { schema: { summary: 'The newest signed checkpoint', tags, produces: ['text/plain'] } },
    async (_request, reply) => {
      const checkpoint = await server.publisher.newest();
      if (checkpoint === undefined) throw new Refusal('not-found');
      return sendText(reply, 'no-cache', Buffer.from(checkpoint.note));
    },
  );
  app.get(
    paths.logKey,
    { schema: { summary: "The log's verifier keys", tags, produces: ['text/plain'] } },
    async (_request, reply) => sendText(reply, 'public, max-age=300', keyLines(server)),
  );
  app.get(
    paths.policy,
    { schema: { summary: 'A policy that trusts this log', tags, produces: ['text/plain'] } },
    async (_request, reply) => sendText(reply, 'public, max-age=300', server.policy),
  );
  app.get(
    paths.witnessedPolicy,
    { schema: { summary: 'A policy that demands the witnesses too', tags, produces: ['text/plain'] } },
    async (_request, reply) => sendText(reply, 'public, max-age=300', server.witnessedPolicy),
  );
  app.get(
    `${paths.log}/tile/*`,
    { ...bytesAsTheyAre, schema: { summary: 'Hash tiles and entry bundles', tags, produces: [bytesType] } },
    async (request, reply) => {
      const path = request.url.slice(paths.log.length + 1);
      const bytes = await readTileOrBundle(server, path);
      return reply
        .headers({ 'cache-control': immutable, ...forEverybody })
        .type(bytesType)
        .send(bytes);
    },
  );
}

function sendText(reply: FastifyReply, caching: string, text: string | Buffer): FastifyReply {
  const headers = { 'cache-control': caching, ...forEverybody };
  return reply.headers(headers).type('text/plain; charset=utf-8').send(text);
}

function keyLines({ logKeys }: ReadingServer): string {
  return logKeys.map((key) => `${encodeVerifierKey(key)}\n`).join('');
}

async function readTileOrBundle(server: ReadingServer, path: string): Promise<Buffer> {
  const parsed = parseTilePath(path);
  if (!parsed.ok) throw new Refusal('not-found');
  const { kind, level, index, width } = parsed.value;
  if (kind === 'tile')
    return whole(Buffer.from(await server.tiles.readTile({ level, index, width })), width * 32);
  const entries = await readEntries(server.db, index * 256, width);
  if (entries.length < width) throw new Refusal('not-found');
  return Buffer.from(encodeBundle(entries.map(encodeEntry)));
}

function whole(bytes: Buffer, length: number): Buffer {
  if (bytes.length !== length) throw new Refusal('not-found');
  return bytes;
}

/** The policy that trusts this log by its keys; a quorum of `none` takes a checkpoint before its witnesses came. */
export function policyOf(
  { ed25519, mlDsa44 }: Pick<LogKey, 'ed25519' | 'mlDsa44'>,
  witnessing: Witnessing,
): Policy {
  return { logs: [{ key: ed25519.key }, { key: mlDsa44 }], ...witnessing };
}
