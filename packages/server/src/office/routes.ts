import { OfficeDuty, OfficeRules, OfficeView, paths } from '@rapport/api';
import type { App, Server } from '../app.ts';
import { type Author, authorOf, keyHolderOf } from '../drafts/author.ts';
import { keysToday } from './keys-today.ts';
import { listChanges, readDuties, readRules } from './queries.ts';
import { setDuty, setRules } from './set-office.ts';

const tags = ['drafts'];
const limited = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } };

/** How a participant's own desk works: read by all its people, set by who holds a key. */
export function officeRoutes(app: App, server: Server): void {
  const { db, now } = server;
  app.get(
    paths.office,
    { schema: { summary: "How the participant's desk works", tags, response: { 200: OfficeView } } },
    async (request, reply) => {
      const author = authorOf(request);
      void reply.header('cache-control', 'private, no-store');
      return viewOf(server, author);
    },
  );
  app.put(
    paths.office,
    {
      ...limited,
      schema: { summary: 'Set how it works', tags, body: OfficeRules, response: { 200: OfficeView } },
    },
    async (request) => {
      const author = keyHolderOf(request);
      await setRules(db, author, request.body, now());
      return viewOf(server, author);
    },
  );
  app.put(
    paths.ownDuty,
    {
      ...limited,
      schema: {
        summary: 'Say that one is away, and who stands in',
        tags,
        body: OfficeDuty,
        response: { 200: OfficeView },
      },
    },
    async (request) => {
      const author = keyHolderOf(request);
      const keys = { register: await server.readRegister(), now: now() };
      await setDuty(db, author, request.body, keys, now());
      return viewOf(server, author);
    },
  );
}

async function viewOf(
  { db, now, readRegister }: Server,
  { participant, actor }: Author,
): Promise<OfficeView> {
  const duties = await readDuties(db, participant);
  const keys = keysToday({ register: await readRegister(), now: now() }, participant);
  return {
    rules: await readRules(db, participant),
    keys: keys.map((one) => ({ ...one, ...duties.get(one.key), isYours: one.key === actor })),
    changes: await listChanges(db, participant),
  };
}
