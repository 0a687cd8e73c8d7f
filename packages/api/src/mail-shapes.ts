import { type Static, Type } from 'typebox';

/** What mail says and takes; instants are POSIX milliseconds. */
const Instant = Type.Integer();

const Minutes = Type.Integer({ minimum: 0, maximum: 1439, description: 'minutes of the day in the zone' });
const Ids = Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,64}$' }), { maxItems: 300 });

/** How, and of what, a reader wishes to be told; no measure and no dimension: of all. */
const preferences = {
  language: Type.Union([Type.Literal('en'), Type.Literal('ru'), Type.Literal('ar')]),
  zone: Type.String({ maxLength: 64, pattern: '^[A-Za-z0-9_+/-]+$', description: 'IANA time zone' }),
  pace: Type.Union([Type.Literal('immediate'), Type.Literal('daily'), Type.Literal('weekly')]),
  quiet: Type.Optional(Type.Object({ from: Minutes, until: Minutes }, { additionalProperties: false })),
  kinds: Type.Array(
    Type.Union([
      Type.Literal('notice'),
      Type.Literal('question'),
      Type.Literal('due'),
      Type.Literal('yearly'),
      Type.Literal('thread'),
      Type.Literal('draft'),
      Type.Literal('keys'),
      Type.Literal('sign-in'),
    ]),
    { maxItems: 8 },
  ),
  marks: Type.Array(Type.Union([Type.Literal('half'), Type.Literal('day'), Type.Literal('two-hours')]), {
    maxItems: 3,
  }),
  measures: Ids,
  dimensions: Ids,
};

export const MailPreferences = Type.Object(preferences, {
  $id: 'MailPreferences',
  additionalProperties: false,
});
export type MailPreferences = Static<typeof MailPreferences>;

export const NewMailAddress = Type.Object(
  {
    address: Type.String({
      maxLength: 254,
      pattern: "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,189}$",
    }),
    ...preferences,
  },
  { $id: 'NewMailAddress', additionalProperties: false },
);
export type NewMailAddress = Static<typeof NewMailAddress>;

/** The addresses of whoever asks: an office sees its participant's, a person its own. */
export const OwnMailAddresses = Type.Object(
  {
    sending: Type.Union([Type.Literal('smtp'), Type.Literal('shown'), Type.Literal('none')], {
      description: 'whether mail is sent, shown instead (a demonstration), or neither',
    }),
    addresses: Type.Array(
      Type.Object({
        id: Type.String(),
        office: Type.String(),
        address: Type.String(),
        isOwn: Type.Boolean({ description: 'whether whoever asks may change it' }),
        isPerson: Type.Boolean({ description: 'whether it is of a person whom the office invited' }),
        confirmed: Type.Optional(Instant),
        paused: Type.Optional(Instant),
        pausedFor: Type.Optional(Type.String({ description: '`stopped`, or a status code of SMTP' })),
        ...preferences,
      }),
    ),
  },
  { $id: 'OwnMailAddresses' },
);
export type OwnMailAddresses = Static<typeof OwnMailAddresses>;

/** A link that came by mail, as its page hands it on. */
export const MailConfirmation = Type.Object(
  { code: Type.String({ maxLength: 128 }) },
  { $id: 'MailConfirmation' },
);
export type MailConfirmation = Static<typeof MailConfirmation>;

/** What would have been mailed to the addresses of whoever asks, newest first. */
export const ShownMails = Type.Object(
  {
    mails: Type.Array(
      Type.Object({
        id: Type.Integer(),
        at: Instant,
        to: Type.String(),
        language: Type.String(),
        subject: Type.String(),
        text: Type.String(),
      }),
    ),
  },
  { $id: 'ShownMails' },
);
export type ShownMails = Static<typeof ShownMails>;
