import { type Static, Type } from 'typebox';
import { undoMinutesMax } from './limits.ts';

/** How a participant wants its own desk to work. */

const Instant = Type.Integer({
  minimum: 0,
  maximum: 8_640_000_000_000_000,
  description: 'POSIX milliseconds',
});
const KeyId = Type.String({ pattern: '^[0-9a-f]{8}$' });

export const OfficeRules = Type.Object(
  {
    secondPerson: Type.Boolean({ description: 'whether who last changed the words may not sign them' }),
    undoMinutes: Type.Integer({
      minimum: 0,
      maximum: undoMinutesMax,
      description: 'how long signed notices are held before they are sent',
    }),
  },
  { $id: 'OfficeRules', additionalProperties: false },
);
export type OfficeRules = Static<typeof OfficeRules>;

const Absence = Type.Object(
  { until: Instant, deputy: KeyId },
  { additionalProperties: false, description: 'away until then, and whose key of the same office stands in' },
);

/** What the holder of a key says of itself to its colleagues; what is absent is taken back. */
export const OfficeDuty = Type.Object(
  { title: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })), absence: Type.Optional(Absence) },
  { $id: 'OfficeDuty', additionalProperties: false },
);
export type OfficeDuty = Static<typeof OfficeDuty>;

/** A key with which an office of the participant signs today. */
const DutyKey = Type.Object({
  key: KeyId,
  office: Type.String(),
  since: Instant,
  title: Type.Optional(Type.String()),
  absence: Type.Optional(Absence),
  isYours: Type.Boolean(),
});
export type DutyKey = Static<typeof DutyKey>;

export const OfficeView = Type.Object(
  {
    rules: OfficeRules,
    keys: Type.Array(DutyKey),
    changes: Type.Array(
      Type.Object({
        at: Instant,
        office: Type.String(),
        key: KeyId,
        kind: Type.Union([
          Type.Literal('second-person'),
          Type.Literal('undo-minutes'),
          Type.Literal('title'),
          Type.Literal('away'),
          Type.Literal('back'),
        ]),
        value: Type.String({ description: 'what it was set to, or until when' }),
      }),
    ),
  },
  { $id: 'OfficeView' },
);
export type OfficeView = Static<typeof OfficeView>;

/** The keys of an office that see to what waits for it now: its own but for those away, and who stands in for them. */
export function onDuty(keys: readonly DutyKey[], office: string, now: number): DutyKey[] {
  const own = keys.filter((one) => one.office === office);
  const isAway = ({ absence }: DutyKey): boolean => absence !== undefined && absence.until > now;
  const present = own.filter((one) => !isAway(one));
  // Where everybody is away, everybody is told: what waits must not wait for nobody.
  return present.length === 0 ? own : present;
}

/** For whom a key stands in now. */
export function standsInFor(keys: readonly DutyKey[], key: string, now: number): DutyKey[] {
  return keys.filter(({ absence }) => absence !== undefined && absence.until > now && absence.deputy === key);
}
