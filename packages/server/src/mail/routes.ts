import {
  MailConfirmation,
  MailPreferences,
  NewMailAddress,
  OwnMailAddresses,
  paths,
  ShownMails,
} from '@rapport/api';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App, Server } from '../app.ts';
import { transaction } from '../db/connect.ts';
import { addJob } from '../jobs/add-job.ts';
import { Refusal } from '../problems.ts';
import {
  type Address,
  changeAddress,
  confirmAddress,
  confirmMs,
  eraseAddress,
  findAddress,
  type Holder,
  insertAddress,
  listAddresses,
  pauseAddress,
} from './addresses.ts';
import { putInOutbox, timeAnew } from './outbox.ts';
import { listShown } from './shown-mails.ts';

const tags = ['mail'];
const noStore = { 'cache-control': 'private, no-store' };
const limited = (max: number) => ({ config: { rateLimit: { max, timeWindow: '1 hour' } } });
const params = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) });

/** Where mail goes: entered, changed and erased by whoever it is for; confirmed and stopped by links in mails. */
export async function mailRoutes(app: App, server: Server): Promise<void> {
  addressRoutes(app, server);
  linkRoutes(app, server);
  await app.register(async (scope) => stopRoute(scope as unknown as App, server));
}

/** Whose addresses a session sees: its office's participant's, or its person's own. */
function holderOf({ session }: FastifyRequest): Holder {
  if (session === undefined) throw new Refusal('sign-in-needed');
  const { participant, office, person } = session;
  return { participant, office, ...(person === undefined ? {} : { person }) };
}

function addressRoutes(app: App, { db, mail, now }: Server): void {
  app.get(
    paths.mailAddresses,
    { schema: { summary: 'Where mail goes', tags, response: { 200: OwnMailAddresses } } },
    async (request, reply) => {
      const holder = holderOf(request);
      const addresses = (await listAddresses(db, holder)).map((one) => viewOf(one, holder));
      reply.headers(noStore);
      return { sending: mail.sending, addresses };
    },
  );
  app.post(
    paths.mailAddresses,
    {
      ...limited(30),
      schema: { summary: 'Enter an address', tags, body: NewMailAddress, response: { 201: Type.Null() } },
    },
    async (request, reply) => {
      const holder = holderOf(request);
      if (mail.sending === 'none') throw new Refusal('mail-not-set-up');
      const { address, ...wish } = request.body;
      checkZone(wish.zone);
      await transaction(db, 'begin', async (tx) => {
        const entered = await insertAddress(tx, holder, address, wish, now());
        if (entered === undefined) throw new Refusal('mail-address-refused');
        const confirm = { address: entered.id, event: 'confirm', telling: { kind: 'confirm' } } as const;
        await putInOutbox(tx, [confirm], [entered], now());
        await addJob(tx, 'mail', {}, { key: 'mail to confirm' });
      });
      return reply.code(201).send(null);
    },
  );
  app.put(
    paths.mailAddress(':id'),
    {
      schema: {
        summary: 'Change how one is written to',
        tags,
        params,
        body: MailPreferences,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const holder = holderOf(request);
      checkZone(request.body.zone);
      await transaction(db, 'begin', async (tx) => {
        const changed = await changeAddress(tx, holder, request.params.id, request.body);
        if (changed === undefined) throw new Refusal('not-found');
        await timeAnew(tx, changed, now());
      });
      return reply.code(204).send(null);
    },
  );
  app.delete(
    paths.mailAddress(':id'),
    { schema: { summary: 'Erase an address', tags, params, response: { 204: Type.Null() } } },
    async (request, reply) => {
      if (!(await eraseAddress(db, holderOf(request), request.params.id))) throw new Refusal('not-found');
      return reply.code(204).send(null);
    },
  );
  app.get(
    paths.mailShown,
    { schema: { summary: 'What would have been mailed', tags, response: { 200: ShownMails } } },
    async (request, reply) => {
      const mails = await listShown(db, holderOf(request));
      reply.headers(noStore);
      return { mails };
    },
  );
}

function checkZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw new Refusal('body-form');
  }
}

function viewOf(one: Address, holder: Holder): OwnMailAddresses['addresses'][number] {
  const { id, office, address, person, confirmedAt, pausedAt, pausedFor } = one;
  return {
    ...{ id, office, address, isPerson: person !== undefined },
    isOwn: office === holder.office && person === holder.person,
    ...{ language: one.language as 'en', zone: one.zone, pace: one.pace },
    ...(one.quiet === undefined ? {} : { quiet: one.quiet }),
    ...{ kinds: [...one.kinds], marks: [...one.marks] },
    ...{ measures: [...one.measures], dimensions: [...one.dimensions] },
    ...(confirmedAt === undefined ? {} : { confirmed: confirmedAt }),
    ...(pausedAt === undefined ? {} : { paused: pausedAt }),
    ...(pausedFor === undefined ? {} : { pausedFor }),
  };
}

function linkRoutes(app: App, { db, mail, now }: Server): void {
  app.post(
    paths.mailConfirmations,
    {
      ...limited(300),
      schema: { summary: 'Confirm an address', tags, body: MailConfirmation, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const id = mail.codes.read('confirm', request.body.code);
      const address = id === undefined ? undefined : await findAddress(db, id);
      if (address === undefined || isTooLate(address, now())) throw new Refusal('mail-link-refused');
      await confirmAddress(db, address.id, now());
      return reply.code(204).send(null);
    },
  );
}

function isTooLate({ confirmedAt, enteredAt }: Address, now: number): boolean {
  return confirmedAt === undefined && now > enteredAt + confirmMs;
}

/** The way by which a page and, with one click, a mail program stop mails (RFC 8058): what the form says does not matter. */
function stopRoute(app: App, { db, mail, now }: Server): void {
  const forms = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/;
  app.addContentTypeParser(forms, { parseAs: 'string', bodyLimit: 4096 }, (_request, _body, done) =>
    done(null, {}),
  );
  app.post(
    paths.mailStop(':code'),
    {
      ...limited(300),
      schema: {
        summary: 'Stop mails to an address',
        tags,
        params: Type.Object({ code: Type.String({ maxLength: 128 }) }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const id = mail.codes.read('stop', request.params.code);
      if (id === undefined) throw new Refusal('mail-link-refused');
      await pauseAddress(db, id, 'stopped', now());
      return reply.code(204).send(null);
    },
  );
}
