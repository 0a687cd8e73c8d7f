import type { FastifyRequest } from 'fastify';
import type { ReadingServer } from '../app.ts';

/** Where the reader reached the server, such as `https://rapport.example`; the log's own host where what it says is no host. */
export function baseOf(request: FastifyRequest, { origin }: Pick<ReadingServer, 'origin'>): string {
  const isHost = /^[A-Za-z0-9.-]{1,253}(:\d{1,5})?$/.test(request.host);
  return isHost ? `${request.protocol}://${request.host}` : `https://${origin.split('/')[0]}`;
}
