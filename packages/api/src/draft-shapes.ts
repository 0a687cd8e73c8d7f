import { type Static, Type } from 'typebox';
import { draftBytesMax, remarkLengthMax } from './limits.ts';
import { Audience, Receipt } from './shapes.ts';

/** The shapes of drafts that a participant's own people share. Instants are POSIX milliseconds. */

const Hex64 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Instant = Type.Integer({ minimum: 0, description: 'POSIX milliseconds' });
const Id = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 64 });
const Revision = Type.Integer({ minimum: 0, maximum: 2_000_000_000 });
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });

/** Which step of which measure a draft is of, and what it follows or is about. */
export const DraftPlaceShape = Type.Object(
  {
    measure: Id,
    edition: Id,
    step: Id,
    thread: Type.Optional(Hex64),
    after: Type.Optional(Hex64),
    about: Type.Optional(Hex64),
  },
  { additionalProperties: false },
);
export type DraftPlaceShape = Static<typeof DraftPlaceShape>;

const DraftFile = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    mediaType: Type.String({ maxLength: 255 }),
    sha256: Hex64,
    size: Type.Integer({ minimum: 1, maximum: 10_485_760 }),
  },
  { additionalProperties: false },
);

/** What is written: answers as far as they go, to whom, with which files. */
export const DraftContent = Type.Object(
  {
    answers: Type.Record(Type.String(), Type.Unknown()),
    audience: Type.Optional(Audience),
    files: Type.Array(DraftFile, { maxItems: 50 }),
  },
  { additionalProperties: false, description: `at most ${draftBytesMax} bytes as JSON` },
);
export type DraftContent = Static<typeof DraftContent>;

/** Who did something to a draft: an office, and the label of the person that it invited where it was one. */
const Author = Type.Object({
  office: Type.String(),
  label: Type.Optional(Type.String()),
  isYou: Type.Boolean({ description: 'whether it is whoever asks, by the same key or as the same person' }),
});

/**
 * How far a draft is: being written, waiting for a signature, returned with a remark, signed and held until it is
 * sent, or filed.
 */
export const DraftState = Type.Union([
  Type.Literal('writing'),
  Type.Literal('waiting'),
  Type.Literal('returned'),
  Type.Literal('held'),
  Type.Literal('filed'),
]);
export type DraftState = Static<typeof DraftState>;

const summary = {
  id: Uuid,
  place: DraftPlaceShape,
  state: DraftState,
  revision: Revision,
  changed: Type.Intersect([Author, Type.Object({ at: Instant })], {
    description: 'who last changed its words',
  }),
  remark: Type.Optional(Type.String({ description: 'why it was returned' })),
  dispatch: Type.Optional(
    Type.Object({
      at: Type.Optional(Instant),
      problem: Type.Optional(Type.String({ description: 'why it could not be filed' })),
    }),
  ),
  notice: Type.Optional(Hex64),
};

export const DraftSummary = Type.Object(summary, { $id: 'DraftSummary' });
export type DraftSummary = Static<typeof DraftSummary>;

/** The drafts of the participant that asks, those changed last first. */
export const OwnDrafts = Type.Object({ drafts: Type.Array(DraftSummary) }, { $id: 'OwnDrafts' });
export type OwnDrafts = Static<typeof OwnDrafts>;

const DraftEvent = Type.Object({
  at: Instant,
  by: Author,
  kind: Type.Union([
    Type.Literal('begun'),
    Type.Literal('changed'),
    Type.Literal('handed-over'),
    Type.Literal('taken-back'),
    Type.Literal('returned'),
    Type.Literal('signed'),
    Type.Literal('recalled'),
    Type.Literal('failed'),
    Type.Literal('filed'),
  ]),
  remark: Type.Optional(Type.String()),
});

/** A draft with its words and what happened to it, oldest first. */
export const DraftWhole = Type.Object(
  { ...summary, content: DraftContent, history: Type.Array(DraftEvent) },
  { $id: 'DraftWhole' },
);
export type DraftWhole = Static<typeof DraftWhole>;

/**
 * Words to keep. `participant`: for whom they were written, refused where somebody else has signed in meanwhile; `base`:
 * the revision that they were written over, 0 for a new draft, another one is refused.
 */
export const DraftChange = Type.Object(
  {
    participant: Type.String({ maxLength: 64 }),
    place: DraftPlaceShape,
    base: Revision,
    content: DraftContent,
  },
  { $id: 'DraftChange', additionalProperties: false },
);
export type DraftChange = Static<typeof DraftChange>;

/** What was kept; `missing` are the files that still have to be sent. */
export const DraftSaved = Type.Object(
  { revision: Revision, state: DraftState, missing: Type.Array(Hex64) },
  { $id: 'DraftSaved' },
);
export type DraftSaved = Static<typeof DraftSaved>;

export const DraftFileBytes = Type.Object(
  { bytes: Type.String({ contentEncoding: 'base64' }) },
  { $id: 'DraftFileBytes', additionalProperties: false },
);

const act = <A extends string>(name: A) =>
  Type.Object({ act: Type.Literal(name), revision: Revision }, { additionalProperties: false });

/** What an office does with a draft besides writing: at the revision that it has seen. */
export const DraftAct = Type.Union(
  [
    act('hand-over'),
    act('take-back'),
    act('recall'),
    act('send-now'),
    Type.Object(
      {
        act: Type.Literal('return'),
        revision: Revision,
        remark: Type.String({ minLength: 1, maxLength: remarkLengthMax }),
      },
      { additionalProperties: false },
    ),
  ],
  { $id: 'DraftAct' },
);
export type DraftAct = Static<typeof DraftAct>;

/** A notice that was signed from a draft, at the revision that its signer read; the files are the draft's. */
export const DraftSigned = Type.Object(
  { revision: Revision, note: Type.String() },
  { $id: 'DraftSigned', additionalProperties: false },
);
export type DraftSigned = Static<typeof DraftSigned>;

/** Filed at once, or held until `sendsAt`. */
export const DraftSent = Type.Object(
  { receipt: Type.Optional(Receipt), sendsAt: Type.Optional(Instant) },
  { $id: 'DraftSent' },
);
export type DraftSent = Static<typeof DraftSent>;
