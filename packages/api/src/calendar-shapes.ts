import { type Static, Type } from 'typebox';

const Instant = Type.Integer({ description: 'POSIX milliseconds' });
const MeasureId = Type.String({ pattern: '^[a-z0-9-]{1,64}$' });
const Language = Type.Union([Type.Literal('en'), Type.Literal('ru'), Type.Literal('ar')]);

/** What a calendar is to show: the events of a measure or, without one, what the participant owes. */
export const NewCalendar = Type.Object(
  { measure: Type.Optional(MeasureId), language: Language },
  { $id: 'NewCalendar', additionalProperties: false },
);
export type NewCalendar = Static<typeof NewCalendar>;

/** The path of a calendar that was made; it is said this once. */
export const MadeCalendar = Type.Object({ id: Type.String(), path: Type.String() }, { $id: 'MadeCalendar' });
export type MadeCalendar = Static<typeof MadeCalendar>;

/** The calendar addresses of the office that asks, newest first; never their secrets. */
export const OwnCalendars = Type.Object(
  {
    calendars: Type.Array(
      Type.Object({
        id: Type.String(),
        measure: Type.Optional(Type.String()),
        language: Type.String(),
        made: Instant,
        used: Type.Optional(Instant),
        isValid: Type.Boolean({ description: 'whether the key by which it was made still signs' }),
      }),
    ),
  },
  { $id: 'OwnCalendars' },
);
export type OwnCalendars = Static<typeof OwnCalendars>;
