import { type Static, Type } from 'typebox';

/**
 * The shapes that client and server exchange: JSON Schema as they stand, so that the server checks by
 * them, the API description is made from them, and the client is typed by them. Instants are POSIX
 * milliseconds; ids and hashes are 64 lower-case hexadecimal digits.
 */

const Hex64 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Index = Type.Integer({ minimum: 0 });
const Instant = Type.Integer({ minimum: 0, description: 'POSIX milliseconds' });

export const Audience = Type.Union([
  Type.Object({
    kind: Type.Union([
      Type.Literal('all'),
      Type.Literal('participants'),
      Type.Literal('takers'),
      Type.Literal('dimension'),
    ]),
  }),
  Type.Object({ kind: Type.Literal('named'), participants: Type.Array(Type.String()) }),
]);

export const MeasureName = Type.Object({ id: Type.String(), edition: Type.String(), hash: Hex64 });

/** What a thread is about, as its opener said it. */
export const Subject = Type.Object(
  {
    value: Type.String(),
    list: Type.Optional(
      Type.String({ description: 'the list whose code the value is; absent: it is a text' }),
    ),
  },
  {
    description:
      'what the opening of the thread says that it is about; absent where it does not, or is not for the reader',
  },
);
export type Subject = Static<typeof Subject>;

/** A notice's place and envelope, without its answers. */
export const NoticeSummary = Type.Object(
  {
    id: Hex64,
    index: Index,
    takenIn: Instant,
    reference: Type.String(),
    thread: Hex64,
    after: Type.Optional(Hex64),
    participant: Type.String(),
    office: Type.String(),
    measure: MeasureName,
    step: Type.String(),
    audience: Audience,
    circle: Type.Optional(
      Type.Array(Type.String(), {
        description: 'whom an audience of kind takers or dimension reached when the notice was taken in',
      }),
    ),
    attachmentCount: Type.Integer({ minimum: 0 }),
    subject: Type.Optional(Subject),
  },
  { $id: 'NoticeSummary' },
);
export type NoticeSummary = Static<typeof NoticeSummary>;

/** The notice with which a sender erased an earlier one, and when it was taken in. */
export const Erasure = Type.Object(
  { by: Hex64, takenIn: Instant },
  { description: 'present where its sender has erased the notice: then there is no note any more' },
);

const note = Type.Optional(
  Type.String({ description: 'the signed note, verbatim; absent where it was erased' }),
);

/** A notice whole: the signed note is the authority, all else is read from it or from the log. */
export const NoticeWhole = Type.Intersect(
  [NoticeSummary, Type.Object({ note, entry: Type.String(), erased: Type.Optional(Erasure) })],
  { $id: 'NoticeWhole' },
);
export type NoticeWhole = Static<typeof NoticeWhole>;

/** A page of notices, newest first; `next` is the index to ask before, absent on the last page. */
export const NoticePage = Type.Object(
  { notices: Type.Array(NoticeSummary), next: Type.Optional(Index) },
  { $id: 'NoticePage' },
);
export type NoticePage = Static<typeof NoticePage>;

/** What was found, newest first; every part of it is what the reader may see. */
export const SearchPage = Type.Object(
  {
    hits: Type.Array(
      Type.Object({
        notice: NoticeSummary,
        snippet: Type.Optional(
          Type.Array(Type.Object({ text: Type.String(), isHit: Type.Boolean() }), {
            description:
              'where the notice says it; plain text. Absent where it was found by its name or number',
          }),
        ),
      }),
    ),
    next: Type.Optional(Index),
    found: Type.Optional(
      Type.Object(
        { count: Index, isMore: Type.Boolean() },
        { description: 'how many there are, and whether there are more than that; on the first page alone' },
      ),
    ),
    behind: Type.Integer({ minimum: 0, description: 'entries of the log whose words are not looked up yet' }),
    isWide: Type.Boolean({
      description: 'set where nothing had the very words, and their beginnings were looked for',
    }),
  },
  { $id: 'SearchPage' },
);
export type SearchPage = Static<typeof SearchPage>;
/** A notice that is everybody's to read, as lists of them show it. */
export const ReleasedNotice = Type.Object({
  id: Hex64,
  index: Index,
  takenIn: Instant,
  reference: Type.String(),
  thread: Hex64,
  participant: Type.String(),
  measure: Type.Object({ id: Type.String(), edition: Type.String() }),
  measureTitle: Type.Record(Type.String(), Type.String()),
  stepTitle: Type.Record(Type.String(), Type.String()),
  subject: Type.Optional(Subject),
});
export type ReleasedNotice = Static<typeof ReleasedNotice>;

/** Newest first; `next` is the index to ask before, absent on the last page. */
export const ReleasedPage = Type.Object(
  { notices: Type.Array(ReleasedNotice), next: Type.Optional(Index) },
  { $id: 'ReleasedPage' },
);
export type ReleasedPage = Static<typeof ReleasedPage>;

/** What stays of an erased notice. */
const Envelope = Type.Object(
  {
    ...{ participant: Type.String(), office: Type.String(), measure: MeasureName, step: Type.String() },
    ...{ thread: Type.Optional(Hex64), after: Type.Optional(Hex64), audience: Audience },
    attachmentCount: Type.Integer({ minimum: 0 }),
  },
  { description: "present where it was erased: the server's word, which nothing proves any more" },
);

/** A notice at its place in the log, with what the log's entry there has to be. */
export const LogNotice = Type.Object({
  ...{ index: Index, id: Hex64, entry: Type.String(), note },
  erased: Type.Optional(Erasure),
  envelope: Type.Optional(Envelope),
  reference: Type.Optional(Type.String({ description: "the server's word: a sender's own running number" })),
});
export type LogNotice = Static<typeof LogNotice>;

/**
 * The notices of a range of the log that the reader may see, in log order; `next` is the index to go on
 * from, absent at the end of the log. Key notices are seen by all.
 */
export const LogNotices = Type.Object(
  { notices: Type.Array(LogNotice), next: Type.Optional(Index) },
  { $id: 'LogNotices' },
);
export type LogNotices = Static<typeof LogNotices>;

/** A thread as far as the reader may see it, in log order. */
export const Thread = Type.Object({ notices: Type.Array(NoticeWhole) }, { $id: 'Thread' });
export type Thread = Static<typeof Thread>;

/** The `taken in` receipt: where the log holds the notice, proved under its signed checkpoint. */
export const Receipt = Type.Object(
  {
    id: Hex64,
    index: Index,
    takenIn: Instant,
    reference: Type.String(),
    thread: Hex64,
    entry: Type.String({ description: 'the log entry, verbatim' }),
    proof: Type.String({ description: 'C2SP tlog-proof with the checkpoint, verbatim' }),
  },
  { $id: 'Receipt' },
);
export type Receipt = Static<typeof Receipt>;

/** The `witnessed` receipt, once enough witnesses have cosigned a checkpoint that covers the notice. */
export const WitnessedReceipt = Type.Object(
  {
    receipt: Type.Optional(Receipt),
    witnesses: Type.Integer({ minimum: 0, description: 'how many witnesses the log asks' }),
  },
  { $id: 'WitnessedReceipt' },
);
export type WitnessedReceipt = Static<typeof WitnessedReceipt>;

/** A filing with attachments: the signed note and each file in base64 under its hex SHA-256. */
export const Filing = Type.Object(
  {
    note: Type.String(),
    attachments: Type.Optional(
      Type.Record(Hex64, Type.String({ contentEncoding: 'base64' }), { additionalProperties: false }),
    ),
  },
  { $id: 'Filing', additionalProperties: false },
);
export type Filing = Static<typeof Filing>;

export const FindingShape = Type.Object({
  code: Type.String(),
  at: Type.Optional(Type.String({ description: 'JSON pointer into the answers' })),
  detail: Type.Optional(Type.String()),
  sentence: Type.String({ description: 'in the language asked for' }),
});

/** Problem details (RFC 9457) with every finding. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.Optional(Type.String()),
    findings: Type.Optional(Type.Array(FindingShape)),
  },
  { $id: 'Problem' },
);
export type Problem = Static<typeof Problem>;

export const Challenge = Type.Object({ challenge: Type.String(), expires: Instant }, { $id: 'Challenge' });
export type Challenge = Static<typeof Challenge>;

/** A signed sign-in note: `rapport/sign-in@v1`, one canonical line, a signature line of an office key. */
export const SignIn = Type.Object(
  { note: Type.String({ maxLength: 4096 }) },
  { $id: 'SignIn', additionalProperties: false },
);
export type SignIn = Static<typeof SignIn>;

/** Who is signed in. `token` is given once, at sign-in, for programs; browsers keep a cookie instead. */
export const Session = Type.Object(
  {
    participant: Type.String(),
    office: Type.String(),
    expires: Instant,
    person: Type.Optional(
      Type.String({
        description: 'how the office calls whoever it invited: reads and drafts, signs nothing',
      }),
    ),
    token: Type.Optional(Type.String()),
  },
  { $id: 'Session' },
);
export type Session = Static<typeof Session>;

/** A signed invitation: `rapport/invitation@v1`, one canonical line, a signature line of an office key. */
export const InvitationNote = Type.Object(
  { note: Type.String({ maxLength: 4096 }) },
  { $id: 'InvitationNote', additionalProperties: false },
);
export const Invited = Type.Object({ id: Type.String() }, { $id: 'Invited' });

/** Whom the participant that asks has invited, newest first; `accepted` is absent while an invitation stands open. */
export const OwnPeople = Type.Object(
  {
    people: Type.Array(
      Type.Object({
        id: Type.String(),
        office: Type.String(),
        label: Type.String(),
        invited: Instant,
        expires: Instant,
        accepted: Type.Optional(Instant),
        seen: Type.Optional(Instant),
        issuer: Type.Optional(Type.String({ description: 'the provider that signs the person in' })),
        isValid: Type.Boolean({ description: 'whether the key that invited still signs' }),
      }),
    ),
  },
  { $id: 'OwnPeople' },
);
export type OwnPeople = Static<typeof OwnPeople>;

/** Ministries' own sign-in providers, and whose people each signs in. */
export const SignInProviders = Type.Object(
  {
    providers: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.Record(Type.String(), Type.String()),
        participants: Type.Array(Type.String()),
      }),
    ),
  },
  { $id: 'SignInProviders' },
);
export type SignInProviders = Static<typeof SignInProviders>;

export const BeginSignIn = Type.Object(
  {
    provider: Type.String({ maxLength: 64 }),
    invitation: Type.Optional(
      Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', description: 'the secret of the link of an invitation' }),
    ),
  },
  { $id: 'BeginSignIn', additionalProperties: false },
);
export type BeginSignIn = Static<typeof BeginSignIn>;
/** Where to send the browser now. */
export const Beginning = Type.Object({ url: Type.String() }, { $id: 'Beginning' });
export type Beginning = Static<typeof Beginning>;

/** The sessions of the office that asks; `device` is such as `firefox/windows`, or `program`. */
export const OwnSessions = Type.Object(
  {
    sessions: Type.Array(
      Type.Object({
        id: Type.String(),
        begun: Instant,
        used: Instant,
        device: Type.String(),
        isThis: Type.Boolean({ description: 'whether it is the one that asks' }),
      }),
    ),
  },
  { $id: 'OwnSessions' },
);
export type OwnSessions = Static<typeof OwnSessions>;

const Wordings = Type.Record(Type.String(), Type.String());

/** A measure as lists show it. */
export const MeasureSummary = Type.Object({
  id: Type.String(),
  edition: Type.String(),
  hash: Hex64,
  dimension: Type.String(),
  area: Type.String(),
  catalogue: Type.Array(Type.String()),
  status: Type.Union([Type.Literal('catalogue'), Type.Literal('proposed')]),
  opensTo: Type.Optional(Type.Array(Type.String())),
  shows: Type.Array(Type.String(), { description: 'the names of its views' }),
  isInForce: Type.Boolean({ description: 'whether new threads begin under this edition' }),
  effects: Type.Record(Type.String(), Type.String(), {
    description: 'the first step with each effect on a register, by the effect',
  }),
  title: Wordings,
  purpose: Wordings,
});
export type MeasureSummary = Static<typeof MeasureSummary>;

export const ParticipantShape = Type.Object({
  code: Type.String(),
  role: Type.String(),
  name: Wordings,
  zone: Type.String(),
  weekend: Type.Optional(Type.Array(Type.String())),
  holidays: Type.Optional(Type.Array(Type.String())),
});

/** Present where a mirror answers: whose eyes it reads with, and as of which checkpoint. */
const MirrorView = Type.Object({
  reader: Type.String({ description: 'code of a participant, or `public`' }),
  size: Type.Integer({ minimum: 1, description: 'entries of its checkpoint' }),
  takenIn: Instant,
  name: Type.Optional(Type.String({ description: "name of the mirror's own key" })),
});
export type MirrorView = Static<typeof MirrorView>;

/** What every page needs of the organisation: names, dimensions, catalogue, measures in short. */
export const OrganisationView = Type.Object(
  {
    id: Type.String(),
    mode: Type.Union([Type.Literal('demonstration'), Type.Literal('production')]),
    name: Wordings,
    abbreviation: Wordings,
    languages: Type.Array(Type.String()),
    origin: Type.String({ description: "the log's origin" }),
    asOf: Type.String(),
    disclaimer: Wordings,
    invented: Type.Optional(Type.Literal(true)),
    mirror: Type.Optional(MirrorView),
    participants: Type.Array(ParticipantShape),
    dimensions: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Wordings,
        areas: Type.Array(
          Type.Object({
            id: Type.String(),
            name: Wordings,
            coordinator: Type.Optional(Type.String()),
            coCoordinators: Type.Array(Type.String()),
            asOf: Type.Optional(Type.String()),
            source: Type.Optional(Type.String()),
          }),
        ),
      }),
    ),
    bodies: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Wordings,
        role: Wordings,
        kind: Type.String(),
        chairs: Type.Optional(
          Type.Array(
            Type.Object({
              participant: Type.String(),
              from: Type.String(),
              until: Type.Optional(Type.String()),
            }),
          ),
        ),
        source: Type.String(),
      }),
    ),
    catalogue: Type.Array(
      Type.Object({
        id: Type.String(),
        number: Type.Optional(Type.String()),
        edition: Type.String(),
        dimension: Type.String(),
        area: Type.String(),
        kind: Type.String(),
        title: Wordings,
        summary: Wordings,
        source: Type.String(),
      }),
    ),
    lists: Type.Array(Type.Object({ id: Type.String(), name: Wordings })),
    measures: Type.Array(MeasureSummary),
  },
  { $id: 'OrganisationView' },
);
export type OrganisationView = Static<typeof OrganisationView>;

/** A list whose codes answers may name, whole. */
export const EntryListView = Type.Object(
  {
    id: Type.String(),
    name: Wordings,
    source: Type.String(),
    entries: Type.Array(Type.Object({ code: Type.String(), name: Wordings })),
  },
  { $id: 'EntryListView' },
);
export type EntryListView = Static<typeof EntryListView>;

/** The register of public facts: compiled from public sources, signed by nobody. */
export const PublicFacts = Type.Object(
  {
    facts: Type.Array(
      Type.Object({
        id: Type.String(),
        date: Type.String(),
        until: Type.Optional(Type.String()),
        kind: Type.String(),
        participants: Type.Array(Type.String()),
        area: Type.Optional(Type.String()),
        text: Wordings,
        source: Type.String(),
      }),
    ),
  },
  { $id: 'PublicFacts' },
);
export type PublicFacts = Static<typeof PublicFacts>;

/** Who has taken up what, as far as the reader may see it, and which editions the organisation adopted. */
export const AdherenceView = Type.Object(
  {
    takings: Type.Array(
      Type.Object({
        thread: Hex64,
        participant: Type.String(),
        measure: Type.String(),
        from: Instant,
        until: Type.Optional(Instant),
        towards: Type.Optional(Type.Array(Type.String())),
      }),
    ),
    adoptions: Type.Array(
      Type.Object({ measure: Type.String(), edition: Type.String(), hash: Hex64, from: Instant }),
    ),
  },
  { $id: 'AdherenceView' },
);
export type AdherenceView = Static<typeof AdherenceView>;

/**
 * Threads of one measure, those opened last first, each as far as the reader may see it; `next` is the index
 * to ask before.
 */
export const MeasureThreads = Type.Object(
  { threads: Type.Array(Type.Object({ notices: Type.Array(NoticeWhole) })), next: Type.Optional(Index) },
  { $id: 'MeasureThreads' },
);
export type MeasureThreads = Static<typeof MeasureThreads>;

const ClockName = {
  measure: Type.String(),
  edition: Type.String(),
  clock: Type.String(),
  step: Type.String({ description: 'the first of the steps that stop it' }),
  due: Type.Integer({ description: 'POSIX milliseconds: in time if taken in before or at this instant' }),
};

/** One clock of a thread that nobody has stopped yet, as it stands at the instant of the page. */
export const ClockItem = Type.Object(
  {
    ...ClockName,
    thread: Hex64,
    startedBy: Hex64,
    reference: Type.String({ description: "of the thread's opening" }),
    participant: Type.String({ description: 'who owes the step' }),
    opener: Type.String(),
    state: Type.Union([Type.Literal('running'), Type.Literal('passed'), Type.Literal('suspended')]),
    subject: Type.Optional(Subject),
  },
  { $id: 'ClockItem' },
);
export type ClockItem = Static<typeof ClockItem>;

/** Clocks of one state; `next` is the place to ask after. */
export const ClockPage = Type.Object(
  { at: Instant, items: Type.Array(ClockItem), next: Type.Optional(Type.String()) },
  { $id: 'ClockPage' },
);
export type ClockPage = Static<typeof ClockPage>;

/** What the reader's participant owes in all threads, counted; and its clocks of the year. */
export const ClockSummary = Type.Object(
  {
    at: Instant,
    counts: Type.Object({
      running: Index,
      passed: Index,
      suspended: Index,
      met: Index,
      metLate: Index,
    }),
    years: Type.Array(
      Type.Object({
        ...ClockName,
        year: Type.Integer(),
        state: Type.Union([
          Type.Literal('running'),
          Type.Literal('met'),
          Type.Literal('met-late'),
          Type.Literal('passed'),
          Type.Literal('suspended'),
          Type.Literal('used-up'),
        ]),
        at: Type.Optional(Instant),
        used: Type.Optional(Index),
        limit: Type.Optional(Index),
      }),
    ),
  },
  { $id: 'ClockSummary' },
);
export type ClockSummary = Static<typeof ClockSummary>;
export type YearItem = ClockSummary['years'][number];

const LimitsView = Type.Object(
  {
    dimensions: Type.Optional(Type.Array(Type.String())),
    measures: Type.Optional(Type.Array(Type.String())),
  },
  { description: 'these dimensions and measures alone' },
);

/** How many keys of an office have to sign together. */
const RequirementView = Type.Object({
  participant: Type.String(),
  office: Type.String(),
  signatures: Type.Integer({ minimum: 1 }),
  only: Type.Optional(LimitsView),
  notice: Hex64,
  saidAt: Index,
});

/** A registered key, as the log's key notices say. */
export const KeyView = Type.Object({
  participant: Type.String(),
  office: Type.String(),
  key: Type.String({ description: 'verifier key' }),
  from: Instant,
  until: Type.Optional(Instant),
  certificate: Hex64,
  certifiedAt: Index,
  only: Type.Optional(LimitsView),
  revocation: Type.Optional(Hex64),
  revokedAt: Type.Optional(Index),
});
export type KeyView = Static<typeof KeyView>;

/** How the log's witnesses stand. Absent `witnessed`: the quorum was not reached yet, or none is asked for. */
export const WitnessesView = Type.Object(
  {
    size: Type.Integer({ description: 'entries of the newest checkpoint' }),
    witnessed: Type.Optional(
      Type.Integer({ description: 'entries of the newest one that the quorum cosigned' }),
    ),
    witnesses: Type.Array(
      Type.Object({
        name: Type.String(),
        size: Type.Optional(Type.Integer({ description: 'entries of what it cosigned last' })),
        time: Type.Optional(Instant),
        problem: Type.Optional(Type.String({ description: 'why its last answer was none' })),
      }),
    ),
  },
  { $id: 'WitnessesView' },
);
export type WitnessesView = Static<typeof WitnessesView>;

/** A key to which others seal what an office is to read; `ended` is the notice that ended it. */
const SealingKeyView = Type.Object({
  participant: Type.String(),
  office: Type.String(),
  key: Type.String({ description: 'an age recipient' }),
  notice: Hex64,
  publishedAt: Index,
  ended: Type.Optional(Hex64),
});

export const RegisterView = Type.Object(
  {
    size: Index,
    organisation: Type.Optional(Type.String()),
    keys: Type.Array(KeyView),
    requirements: Type.Array(RequirementView),
    sealing: Type.Array(SealingKeyView),
  },
  { $id: 'RegisterView' },
);
export type RegisterView = Static<typeof RegisterView>;

/** Demonstration only: the invented offices that a visitor may take on. */
export const DemonstrationOffices = Type.Object(
  {
    offices: Type.Array(Type.Object({ participant: Type.String(), office: Type.String(), title: Wordings })),
  },
  { $id: 'DemonstrationOffices' },
);
export type DemonstrationOffices = Static<typeof DemonstrationOffices>;

/** Demonstration only: asks the invented ministry to certify a key that the visitor's browser made. */
export const CertificateRequest = Type.Object(
  { participant: Type.String(), office: Type.String(), key: Type.String({ description: 'verifier key' }) },
  { $id: 'CertificateRequest', additionalProperties: false },
);
export type CertificateRequest = Static<typeof CertificateRequest>;
