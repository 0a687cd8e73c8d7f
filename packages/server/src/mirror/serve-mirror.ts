import type { Readable } from 'node:stream';
import type { Organisation } from '@rapport/measures';
import type { Logger } from 'pino';
import { type App, createFrame, readRoutes } from '../app.ts';
import type { Config } from '../config.ts';
import type { Db } from '../db/connect.ts';
import { RegistersInLog } from '../filing/registers-in-log.ts';
import { loadOrganisation } from '../organisation/load.ts';
import { originOf } from '../start-server.ts';
import { openMirror, type VerifiedHead, verifyHead } from './open-mirror.ts';
import { readFeed } from './read-feed.ts';
import { replayAttachment, replayBundle, replayErasures } from './replay.ts';
import { mirrorRoutes } from './routes.ts';

interface ServeParts {
  readonly config: Config;
  /** Empty and migrated. */
  readonly db: Db;
  /** What the command line tells (`MirrorFeed`). */
  readonly input: Readable;
  readonly logger: Logger;
  readonly now: () => number;
}

/**
 * Makes the application of a mirror: the server's own reading routes and pages over the mirror's copy. It does not
 * listen yet.
 *
 * @throws where the mirror was not told to its end, or is of another organisation than the folder's
 */
export async function serveMirror({ config, db, input, logger, now }: ServeParts): Promise<App> {
  const organisation = loadOrganisation(config.organisation);
  const registers = new RegistersInLog(organisation);
  const erased: { index: number; by: string }[] = [];
  let verified: VerifiedHead | undefined;
  await readFeed(input, {
    head: async (head) => {
      verified = await verifyHead(head);
    },
    bundle: async (bundle) => {
      const { origin, size } = known(verified).checkpoint;
      await replayBundle(bundle, { db, organisation, origin, registers, size });
      for (const { index, erased: by } of bundle.notices)
        if (by !== undefined) erased.push({ index, by: by.by });
    },
    attachment: (bundle, sha256, bytes) => replayAttachment(bundle, sha256, bytes, db),
  });
  await replayErasures(erased, db);
  const head = known(verified);
  const own = { ...config, mode: modeOf(organisation, head.checkpoint.origin) };
  const onError = (error: unknown): void => logger.warn({ err: error }, 'the index of words waits');
  const parts = { organisation, db, registers, verified: head, now, onError };
  const server = await openMirror({ config: own, ...parts });
  const app = await createFrame(server, logger);
  if (server.mirror !== undefined) mirrorRoutes(app, server.mirror);
  await readRoutes(app, server);
  app.addHook('onClose', () => server.searchIndex.close());
  return app;
}

/** Whether a demonstration is mirrored or the organisation's own log; a log of neither is refused. */
function modeOf(organisation: Organisation, origin: string): Config['mode'] {
  if (originOf(organisation, 'production') === origin) return 'production';
  if (originOf(organisation, 'demonstration') === origin) return 'demonstration';
  throw new Error(
    `The mirror is of the log ${origin}, the organisation's folder of ${organisation.origin}: name the right folder in RAPPORT_ORGANISATION.`,
  );
}

function known(verified: VerifiedHead | undefined): VerifiedHead {
  if (verified === undefined) throw new Error('the head comes first');
  return verified;
}
