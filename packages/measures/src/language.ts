/**
 * The measure language: the words a measure's folder may use. A measure is data; what it means is in
 * the rules of `notices`, what it looks like is in the generic views of `web`.
 * Source: docs/spec/measures.md.
 */

/** A language tag of the organisation (BCP 47), such as `en` or `ru`. */
export type Language = string;

/** A text in every language of the organisation. */
export type Wordings = Readonly<Record<Language, string>>;

/** Who may take a step. `opener` took the thread's first step; an `addressee` is in its audience. */
export type Actor = 'participant' | 'organisation' | 'opener' | 'addressee';

/** Whom an opening notice may be addressed to. */
export type AudienceKind = 'all' | 'participants' | 'named';

/** What a step does to the register of keys, besides standing in the record. */
export type Effect = 'founds-organisation' | 'enrols-participant' | 'certifies-office-key';

/** How the threads of a measure appear. */
export type View = 'list' | 'calendar' | 'board' | 'directory';

/** One act that a thread can hold. */
export interface Step {
  readonly id: string;
  readonly by: Actor;
  /** Offices whose key may sign the step; `root` is the participant's own root key. */
  readonly offices: readonly string[];
  /** Steps it may follow; absent: it opens a thread. It names the notice it follows in `after`. */
  readonly after?: readonly string[];
  /** The form that its answers fill, a name in `forms`. */
  readonly form: string;
  /** The state that the thread is in once the step is taken. */
  readonly state: string;
  /** Set where the step replaces what the notice named in `after` says. */
  readonly corrects?: true;
  /** Set where each participant may take it only once in reply to the same notice. */
  readonly once?: true;
  /** Set where nothing but what follows it in `after` may come later in the thread. */
  readonly closes?: true;
  readonly effect?: Effect;
}

/** A length of time; days and months are calendar days and months in the zone of who owes the step. */
export interface Span {
  readonly amount: number;
  readonly unit: 'hours' | 'days' | 'months';
}

/** `step` is due this long before the date or instant in `field` of its own form (a JSON pointer). */
export interface ClockBefore extends Span {
  readonly kind: 'before';
  readonly id: string;
  readonly step: string;
  readonly field: string;
}

/** `step` is due this long after `from` was taken in. `each`: owed by every addressee, or by the opener. */
export interface ClockAfter extends Span {
  readonly kind: 'after';
  readonly id: string;
  readonly from: string;
  readonly step: string;
  readonly each: 'addressee' | 'opener';
}

export type Clock = ClockBefore | ClockAfter;

/**
 * A form: a JSON Schema (2020-12) of the kinds that the generic renderer draws. Titles and hints stand
 * in the wording, by JSON pointer, so that a translation never touches the schema.
 */
export interface FormSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

/** One field. `format`: `date`, `date-time`, `email`, `uri`, `participant` (a participant's code), `decimal`. */
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
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  /** The unit of an amount, an id; what it is called stands as `unit` in the field's wording. */
  readonly unit?: string;
}

/** What a measure says in one language. Keys of `fields` are JSON pointers into the form, items as `*`. */
export interface MeasureWording {
  readonly title: string;
  readonly purpose: string;
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
  readonly audience: readonly AudienceKind[];
  readonly steps: readonly Step[];
  readonly clocks: readonly Clock[];
  readonly shows: readonly View[];
  readonly forms: Readonly<Record<string, FormSchema>>;
  readonly wording: Readonly<Record<Language, MeasureWording>>;
}
