import { type Static, Type } from 'typebox';
import { NoticeSummary, Subject } from './shapes.ts';

const Instant = Type.Integer({ description: 'POSIX milliseconds' });
const Hex64 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Line = (maxLength: number) => Type.String({ maxLength });

/** What the secretariat notes beside a letter of its register: where it is filed, who deals with it, by when. */
export const RegisterMark = Type.Object(
  {
    file: Line(100),
    owner: Line(100),
    due: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })),
    remark: Line(500),
  },
  { $id: 'RegisterMark', additionalProperties: false },
);
export type RegisterMark = Static<typeof RegisterMark>;

/** One letter in or out: whom it is from and to, by which number, and the number that it answers. */
export const RegisterRow = Type.Intersect(
  [
    NoticeSummary,
    Type.Object({
      direction: Type.Union([Type.Literal('in'), Type.Literal('out')]),
      answers: Type.Optional(Type.String({ description: 'the reference of the notice that it follows' })),
      mark: Type.Optional(RegisterMark),
    }),
  ],
  { $id: 'RegisterRow' },
);
export type RegisterRow = Static<typeof RegisterRow>;

/** A page of the register, newest first; `next` is the index to ask before. */
export const LetterRegister = Type.Object(
  { rows: Type.Array(RegisterRow), next: Type.Optional(Type.Integer()) },
  { $id: 'LetterRegister' },
);
export type LetterRegister = Static<typeof LetterRegister>;

/** Something that a participant has not sent: running, or its time has passed. */
export const Awaited = Type.Object(
  {
    participant: Type.String(),
    measure: Type.String(),
    edition: Type.String(),
    clock: Type.String(),
    step: Type.String(),
    due: Instant,
    state: Type.Union([Type.Literal('running'), Type.Literal('passed')]),
    year: Type.Optional(Type.Integer({ description: 'of a yearly return: for which year' })),
    thread: Type.Optional(Hex64),
    reference: Type.Optional(Type.String({ description: "of the thread's opening" })),
    subject: Type.Optional(Subject),
  },
  { $id: 'Awaited' },
);
export type Awaited = Static<typeof Awaited>;

/** What is not yet received, by when it is due; `isCut` where there is more than is listed. */
export const NotReceived = Type.Object(
  { at: Instant, items: Type.Array(Awaited), isCut: Type.Boolean() },
  { $id: 'NotReceived' },
);
export type NotReceived = Static<typeof NotReceived>;

/** A reminder to send: in words of a template, about a measure or a thread. */
export const ReminderRequest = Type.Object(
  {
    participant: Type.String({ maxLength: 16 }),
    template: Type.Union([Type.Literal('upcoming'), Type.Literal('courtesy'), Type.Literal('help')]),
    measure: Type.Optional(Type.String({ maxLength: 64 })),
    thread: Type.Optional(Hex64),
  },
  { $id: 'ReminderRequest', additionalProperties: false },
);
export type ReminderRequest = Static<typeof ReminderRequest>;

/** A reminder that was sent; `told` is the number of addresses that it went to. */
export const SentReminder = Type.Object(
  {
    id: Type.String(),
    participant: Type.String(),
    template: Type.Union([Type.Literal('upcoming'), Type.Literal('courtesy'), Type.Literal('help')]),
    measure: Type.Optional(Type.String()),
    thread: Type.Optional(Hex64),
    byOffice: Type.String(),
    at: Instant,
    told: Type.Integer(),
  },
  { $id: 'SentReminder' },
);
export type SentReminder = Static<typeof SentReminder>;

export const SentReminders = Type.Object({ reminders: Type.Array(SentReminder) }, { $id: 'SentReminders' });
export type SentReminders = Static<typeof SentReminders>;
