import {
  DraftChange,
  DraftSaved,
  LetterRegister,
  NotReceived,
  pageNoticesMax,
  paths,
  RegisterMark,
  ReminderRequest,
  SentReminder,
  SentReminders,
} from '@rapport/api';
import { roleOf } from '@rapport/notices';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { App, Server } from '../app.ts';
import { transaction } from '../db/connect.ts';
import { keepDraft } from '../drafts/keep-draft.ts';
import { listReminders, type RecordedReminder, remindParticipant } from '../mail/tell-office.ts';
import { Refusal } from '../problems.ts';
import { withSubjects } from '../reading/subjects.ts';
import { markLetter, readLetterRegister } from './letter-register.ts';
import { readNotReceived } from './not-received.ts';
import { secretariatKeyOf, secretariatOf } from './secretariat-of.ts';

const tags = ['secretariat'];
const limited = { rateLimit: { max: 120, timeWindow: '1 minute' } };
const Id = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });

const RegisterQuery = Type.Object({
  direction: Type.Optional(Type.Union([Type.Literal('in'), Type.Literal('out')])),
  measure: Type.Optional(Type.String({ maxLength: 64, pattern: '^[a-z0-9-]+$' })),
  before: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: pageNoticesMax })),
});

const boxes = { in: 'received', out: 'sent', both: 'all' } as const;

const hide = (reply: FastifyReply): void => void reply.header('cache-control', 'private, no-store');

/** What the organisation's own secretariat works with; to everybody else there is nothing here. */
export function secretariatRoutes(app: App, server: Server): void {
  registerRoutes(app, server);
  chasingRoutes(app, server);
  reminderRoutes(app, server);
}

function registerRoutes(app: App, { db, organisation, abbreviation, now }: Server): void {
  app.get(
    paths.letterRegister,
    {
      schema: {
        summary: 'The register of letters in and out',
        tags,
        querystring: RegisterQuery,
        response: { 200: LetterRegister },
      },
    },
    async (request, reply) => {
      const { participant } = secretariatOf(request, organisation);
      const { direction = 'both', limit = 50, ...rest } = request.query;
      hide(reply);
      const query = { box: boxes[direction], limit, ...rest };
      const { rows, ...more } = await readLetterRegister(db, participant, query, abbreviation);
      const named = await withSubjects(db, { participant }, rows, ({ measure: { hash } }) =>
        organisation.measures.find((one) => one.hash === hash),
      );
      return { rows: named, ...more };
    },
  );
  app.put(
    paths.registerMark(':id'),
    {
      config: limited,
      schema: {
        summary: 'Note something beside a letter',
        tags,
        params: Type.Object({ id: Id }),
        body: RegisterMark,
        response: { 200: RegisterMark },
      },
    },
    async (request) => {
      const by = secretariatOf(request, organisation);
      if (!(await markLetter(db, by, request.params.id, request.body, now()))) throw new Refusal('not-found');
      return request.body;
    },
  );
}

function chasingRoutes(app: App, server: Server): void {
  const { db, organisation, abbreviation, now } = server;
  app.get(
    paths.notReceived,
    { schema: { summary: 'What is not yet received', tags, response: { 200: NotReceived } } },
    async (request, reply) => {
      const { participant: me } = secretariatOf(request, organisation);
      hide(reply);
      const adherence = await server.readAdherence();
      return readNotReceived(db, { organisation, adherence, abbreviation, me, now: now() });
    },
  );
  app.put(
    paths.handedOver(':id'),
    {
      config: limited,
      schema: {
        summary: 'Hand a prepared draft to a participant',
        tags,
        params: Type.Object({ id: Uuid }),
        body: DraftChange,
        response: { 200: DraftSaved },
      },
    },
    async (request) => {
      const { participant: me, office, actor } = secretariatKeyOf(request, organisation);
      const draft = request.body;
      const { participant } = draft;
      if (participant === me || roleOf(participant, organisation) === undefined)
        throw new Refusal('not-found');
      if (draft.base !== 0) throw new Refusal('draft-changed');
      const by = { participant, office, label: abbreviation, actor, isPerson: true };
      return keepDraft(db, organisation, by, request.params.id, draft, now());
    },
  );
}

function reminderRoutes(app: App, server: Server): void {
  const { db, organisation, now } = server;
  app.get(
    paths.reminders,
    { schema: { summary: 'Reminders that were sent', tags, response: { 200: SentReminders } } },
    async (request, reply) => {
      secretariatOf(request, organisation);
      hide(reply);
      const sent = await listReminders(db, remindersMax);
      return { reminders: sent.map(presentReminder) };
    },
  );
  app.post(
    paths.reminders,
    {
      config: limited,
      schema: {
        summary: 'Remind the offices of a participant by mail',
        tags,
        body: ReminderRequest,
        response: { 200: SentReminder },
      },
    },
    async (request) => {
      const { office } = secretariatKeyOf(request, organisation);
      const asked = request.body;
      const role = roleOf(asked.participant, organisation);
      if (role === undefined || role === 'organisation') throw new Refusal('not-found');
      if (asked.measure !== undefined && !organisation.measures.some(({ id }) => id === asked.measure))
        throw new Refusal('not-found');
      const at = now();
      const reminder = { ...asked, byOffice: office };
      const { id, told } = await transaction(db, 'begin', (tx) => remindParticipant(tx, reminder, at));
      return { ...asked, id, byOffice: office, at, told };
    },
  );
}

function presentReminder({ measure, thread, askedAt, ...sent }: RecordedReminder): SentReminder {
  return {
    ...sent,
    at: askedAt,
    ...(measure === null ? {} : { measure }),
    ...(thread === null ? {} : { thread }),
  };
}

/** How many reminders the page shows. */
const remindersMax = 200;
