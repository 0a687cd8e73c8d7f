/**
 * The measure language: the words a measure's folder may use. A measure is data; what it means is in
 * the rules of `notices`, what it looks like is in the generic views of `web`.
 * Source: docs/spec/measures.md.
 */

/** A language tag of the organisation (BCP 47), such as `en` or `ru`. */
export type Language = string;

/** A text in every language of the organisation. */
export type Wordings = Readonly<Record<Language, string>>;

/**
 * Who may take a step. `opener` took the thread's first step; an `addressee` is in its audience; the `sender`
 * sent the notice that it follows, the `answered` the one to which that replied; a `coordinator` coordinates the measure's area; a `chair` presides over the
 * step's `body`; who is `named` stands in the step's `field` of the opening's answers.
 */
export type Actor =
  | 'participant'
  | 'organisation'
  | 'opener'
  | 'addressee'
  | 'sender'
  | 'answered'
  | 'coordinator'
  | 'chair'
  | 'named';

/** Who can owe a step: everybody that may take it, but for a mere participant. */
export type Debtor = Exclude<Actor, 'participant'>;

/**
 * Whom an opening notice may be addressed to. `takers` have taken up the measure, `dimension` any measure
 * of its dimension, when the notice is taken in.
 */
export type AudienceKind = 'all' | 'participants' | 'takers' | 'dimension' | 'named';

/** What a measure offers its openings: a kind of audience, or to seal what is for named participants. */
export type OfferedAudience = AudienceKind | 'sealed';

/** What a step does to the register of keys, besides standing in the record. */
export type KeyEffect =
  | 'founds-organisation'
  | 'enrols-participant'
  | 'certifies-office-key'
  | 'revokes-office-key'
  | 'requires-signatures'
  | 'renews-root'
  | 'replaces-root'
  | 'stops-root-replacement'
  | 'publishes-sealing-key'
  | 'ends-sealing-key';

/** What a step does to the registers, besides standing in the record. */
export type Effect = KeyEffect | 'takes-up-measure' | 'ends-taking-up' | 'adopts-edition' | 'erases-notice';

/** How the threads of a measure appear; pointers lead into answers. */
export type View =
  | { readonly view: 'list' | 'board' | 'matrix' }
  | { readonly view: 'calendar'; readonly from: string; readonly until?: string }
  | { readonly view: 'directory'; readonly card: readonly string[] }
  | { readonly view: 'map'; readonly place: string }
  | { readonly view: 'decision'; readonly question: string }
  | { readonly view: 'dossier'; readonly by: string }
  | MatchView;

/**
 * A match of needs and offers: each of the steps has a list of lines at `lines`, each line an `item` and a
 * `quantity` (names of members of a line).
 */
export interface MatchView {
  readonly view: 'match';
  readonly needs: string;
  readonly offers: string;
  readonly accepts?: string;
  readonly delivers?: string;
  readonly confirms?: string;
  readonly lines: string;
  readonly item: string;
  readonly quantity: string;
}

/** What a participant is in the organisation. */
export type Role = 'organisation' | 'member' | 'observer' | 'partner' | 'non-member';

/** Whether a measure carries out the organisation's catalogue, or is proposed by the project. */
export type MeasureStatus = 'catalogue' | 'proposed';

/** One act that a thread can hold. */
export interface Step {
  readonly id: string;
  readonly by: Actor | readonly Actor[];
  /** Where the opening's answers name who may take it (a JSON pointer); with `by: named`. */
  readonly field?: string;
  /** The body whose chair may take it; with `by: chair`. */
  readonly body?: string;
  /** Offices whose key may sign the step; `root` is the participant's own root key. */
  readonly offices: readonly string[];
  /** Steps it may follow; absent: it opens a thread. It names the notice it follows in `after`. */
  readonly after?: readonly string[];
  /** Whom it reaches, where that is not its taker's choice: the thread's opener alone. */
  readonly to?: 'opener';
  /** The form that its answers fill, a name in `forms`. */
  readonly form: string;
  /** The state that the thread is in once the step is taken; absent: it stays as it is. */
  readonly state?: string;
  /** Set where everybody who may take the step has to, in reply to the same notice, before `state` is reached. */
  readonly together?: true;
  /** The state that the thread is in while some of them have. */
  readonly meanwhile?: string;
  /** Set where the step replaces what the notice named in `after` says. */
  readonly corrects?: true;
  /** Set where the step adds to what the notice named in `after` says. */
  readonly adds?: true;
  /** Set where the step takes back what the notice named in `after` says. */
  readonly withdraws?: true;
  /** Set where each participant may take it only once in reply to the same notice. */
  readonly once?: true;
  /** Set where nothing but what follows it in `after` may come later in the thread. */
  readonly closes?: true;
  /** A required choice of its form (a JSON pointer) whose answers are counted over all replies. */
  readonly tally?: string;
  /** Set where the step says that there is nothing to report. */
  readonly nil?: true;
  /** A field (a JSON pointer) that names the earlier notice from which these answers were carried forward. */
  readonly carries?: string;
  readonly effect?: Effect;
  /** With `replaces-root`: how many days pass, for all to see, before the new root key can be in force. */
  readonly waitDays?: number;
}

/** A length of time; days and months are those of the calendar in a capital's zone. */
export interface Span {
  readonly amount: number;
  readonly unit: 'hours' | 'days' | 'working-days' | 'months';
}

/** What every clock with a length of time may say. */
interface Capital {
  /** Whose calendar counts: a participant's code, or `opener`; absent: that of who owes the step. */
  readonly capital?: string;
}

/** `step` is due this long before the date or instant in `field` of its own form (a JSON pointer). */
export interface ClockBefore extends Span, Capital {
  readonly kind: 'before';
  readonly id: string;
  readonly step: string;
  readonly field: string;
}

/**
 * One of `step` is due this long after the newest of `from` was taken in, from each of those who owe it;
 * `sender` and `answered` are those of `from`.
 */
export interface ClockAfter extends Span, Capital {
  readonly kind: 'after';
  readonly id: string;
  readonly from: string | readonly string[];
  readonly step: string | readonly string[];
  readonly each: Debtor;
  /** Set where every notice of `from` starts a clock of its own, which only what follows it stops. */
  readonly perNotice?: true;
  /** A step that suspends the clock, and the one that lets it run on, each once everybody it needs agreed. */
  readonly suspendedBy?: string;
  readonly resumedBy?: string;
}

/**
 * One of `step` is due this long before or after the date or instant in `field` of the thread's opening (a JSON
 * pointer), as it was last corrected.
 */
export interface ClockDated extends Span, Capital {
  readonly kind: 'dated';
  readonly id: string;
  readonly side: 'before' | 'after';
  readonly field: string;
  readonly step: string | readonly string[];
  readonly each: Exclude<Debtor, 'sender' | 'answered'>;
}

/**
 * One of `step` is due every year by the end of a day, from each participant that has taken up the measure.
 * `year`: the field (a JSON pointer) of their forms that says for which year; `later`: due so many years after it.
 */
export interface ClockYearly {
  readonly kind: 'yearly';
  readonly id: string;
  readonly step: string | readonly string[];
  readonly month: number;
  readonly day: number;
  readonly year: string;
  readonly later?: number;
}

/** How often a participant may be held to take `step` in a calendar year: more may be asked, none is owed. */
export interface ClockQuota {
  readonly kind: 'quota';
  readonly id: string;
  readonly step: string;
  readonly limit: number;
  readonly per: 'year';
}

export type Clock = ClockBefore | ClockAfter | ClockDated | ClockYearly | ClockQuota;

/**
 * A form: a JSON Schema (2020-12) of the kinds that the generic renderer draws. Titles and hints stand
 * in the wording, by JSON pointer, so that a translation never touches the schema.
 */
export interface FormSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, FieldSchema>>;
  /** The order in which fields are asked and shown: each name once. */
  readonly order?: readonly string[];
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

/** What another field of the same group has to say for a field to be asked. */
export interface When {
  readonly field: string;
  readonly is: readonly (string | boolean)[];
}

/**
 * One field. `format`: `date`, `date-time`, `email`, `uri`, `decimal`, `participant` (a participant's code),
 * `entry` (a code of the list named in `list`), `notice` (a notice's id), `attachment` (the hash of a file of the
 * same notice); on an object: `place`.
 */
export interface FieldSchema {
  readonly type: 'string' | 'integer' | 'boolean' | 'array' | 'object';
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly pattern?: string;
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly order?: readonly string[];
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  /** The list of the organisation whose codes it takes; with `format: entry`. */
  readonly list?: string;
  /** It is asked only then; where it is not asked it must not be answered, and is not required. */
  readonly when?: When;
  /** A date or instant of the same group that this one must not come before. */
  readonly notBefore?: string;
  /** The unit of an amount, an id; what it is called stands as `unit` in the field's wording. */
  readonly unit?: string;
}

/** What a measure says in one language. Keys of `fields` are JSON pointers into the form, items as `*`. */
export interface MeasureWording {
  readonly title: string;
  readonly purpose: string;
  /** Why the project proposes it; where its status is `proposed`. */
  readonly proposal?: string;
  readonly steps: Readonly<
    Record<string, { readonly title: string; readonly act: string; readonly done: string }>
  >;
  readonly states: Readonly<Record<string, string>>;
  readonly clocks: Readonly<Record<string, string>>;
  readonly forms: Readonly<Record<string, FormWording>>;
}

export interface FormWording {
  readonly title: string;
  readonly fields: Readonly<Record<string, FieldWording>>;
}

export interface FieldWording {
  readonly title: string;
  readonly hint?: string;
  readonly unit?: string;
  readonly options?: Readonly<Record<string, string>>;
}

/** One edition of a measure, whole. `hash` names its exact definition, forms and wording (hex SHA-256). */
export interface Measure {
  readonly id: string;
  readonly edition: string;
  readonly hash: string;
  readonly dimension: string;
  readonly area: string;
  /** Items of the catalogue that it carries out. */
  readonly catalogue: readonly string[];
  readonly source: string;
  readonly status: MeasureStatus;
  /** Roles of participants that may open its threads and take it up; absent: every role. */
  readonly opensTo?: readonly Role[];
  readonly audience: readonly OfferedAudience[];
  readonly steps: readonly Step[];
  readonly clocks: readonly Clock[];
  /** Where an opening says what its thread is about (JSON pointers): the first that says something names it in lists. */
  readonly subject?: string | readonly string[];
  readonly shows: readonly View[];
  readonly forms: Readonly<Record<string, FormSchema>>;
  readonly wording: Readonly<Record<Language, MeasureWording>>;
}
