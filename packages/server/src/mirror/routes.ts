import { type MirrorView, paths, Session } from '@rapport/api';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App } from '../app.ts';
import { Refusal } from '../problems.ts';

/** No session ever ends here: nobody signs in. */
const never = Number.MAX_SAFE_INTEGER;

/** What the names of this machine are for itself. */
const ownNames = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * Makes an application a mirror's: whoever asks reads with the eyes of the mirror's reader, and nothing is taken in,
 * whatever is sent and wherever to.
 */
export function mirrorRoutes(app: App, { reader }: MirrorView): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      void reply.header('allow', 'GET, HEAD');
      throw new Refusal('mirror-takes-nothing');
    }
    if (!isForThisMachine(request)) throw new Refusal('mirror-elsewhere');
    request.reader = reader === 'public' ? 'public' : { participant: reader };
  });
  app.get(
    paths.session,
    {
      schema: {
        summary: 'With whose eyes the mirror reads',
        tags: ['sessions'],
        response: { 200: Session, 204: Type.Null() },
      },
    },
    async (request, reply) => {
      if (request.reader === 'public') return reply.code(204).send(null);
      return { participant: request.reader.participant, office: 'mirror', expires: never };
    },
  );
}

/** A page from elsewhere whose name was turned to this machine is not answered (DNS rebinding). */
function isForThisMachine({ headers }: FastifyRequest): boolean {
  return ownNames.test(headers.host ?? '');
}
