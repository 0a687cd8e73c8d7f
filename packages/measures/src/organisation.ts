import type { Language, Measure, Role, Wordings } from './language.ts';

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** A participant of the organisation: a state, an organisation, or the organisation itself. */
export interface Participant {
  /** The code in notices and addresses: ISO 3166 alpha-2 for states. */
  readonly code: string;
  readonly role: Role;
  readonly name: Wordings;
  /** IANA zone of the capital or seat, in which its calendar days are counted. */
  readonly zone: string;
  /** Days of the week on which its capital does not work; absent: Saturday and Sunday. */
  readonly weekend?: readonly Weekday[];
  /** Days of each year on which its capital does not work, as `MM-DD`. */
  readonly holidays?: readonly string[];
  readonly since?: string;
  readonly source: string;
  readonly note?: string;
}

export interface Area {
  readonly id: string;
  readonly name: Wordings;
  readonly coordinator?: string;
  readonly coCoordinators: readonly string[];
  /** When the coordinators were last known to hold it, in the source's words. */
  readonly asOf?: string;
  readonly source?: string;
  /** What is not certain about the area or its coordinators, in English. */
  readonly note?: string;
}

export interface Dimension {
  readonly id: string;
  readonly name: Wordings;
  readonly areas: readonly Area[];
  readonly source: string;
}

/** Who held a post from the start of a day (`YYYY-MM-DD`, UTC) until that of another; absent: until now. */
export interface Term {
  readonly participant: string;
  readonly from: string;
  readonly until?: string;
  readonly source?: string;
}

export interface Body {
  readonly id: string;
  readonly name: Wordings;
  readonly role: Wordings;
  readonly kind: string;
  readonly decisionRule?: string;
  /** Who presides over it, by days. */
  readonly chairs?: readonly Term[];
  readonly source: string;
}

/** An item of the organisation's own catalogue, in the project's words, with its source. */
export interface CatalogueItem {
  readonly id: string;
  readonly number?: string;
  readonly edition: string;
  readonly dimension: string;
  readonly area: string;
  readonly kind: string;
  readonly title: Wordings;
  readonly summary: Wordings;
  readonly source: string;
}

/** One entry of a list that answers may name: a corridor, a goal of an agenda. */
export interface ListEntry {
  readonly code: string;
  readonly name: Wordings;
}

/** A list of the organisation whose codes answers may name. */
export interface EntryList {
  readonly id: string;
  readonly name: Wordings;
  readonly source: string;
  readonly entries: readonly ListEntry[];
}

/** An event of the organisation's public life, compiled from a public source: no notice, and signed by nobody. */
export interface PublicFact {
  readonly id: string;
  /** As exactly as the source says: `1999`, `1999-09` or `1999-09-14`. */
  readonly date: string;
  readonly until?: string;
  readonly kind: 'milestone' | 'chairmanship' | 'coordination' | 'event' | 'document';
  readonly participants: readonly string[];
  readonly area?: string;
  readonly text: Wordings;
  readonly source: string;
}

/** An organisation's folder, read and checked. */
export interface Organisation {
  readonly id: string;
  readonly name: Wordings;
  readonly abbreviation: Wordings;
  readonly languages: readonly Language[];
  /** The origin of its log in production; a demonstration puts `demonstration.` before it. */
  readonly origin: string;
  readonly asOf: string;
  /** Set where every participant is invented: only then may a demonstration make up what they did. */
  readonly invented?: true;
  /** Shown with names and lists: what they do not express. */
  readonly disclaimer: Wordings;
  readonly participants: readonly Participant[];
  readonly dimensions: readonly Dimension[];
  readonly bodies: readonly Body[];
  readonly catalogue: readonly CatalogueItem[];
  readonly lists: readonly EntryList[];
  readonly facts: readonly PublicFact[];
  /** Every edition of every measure, those in the folder's `measures/<id>@<edition>` too. */
  readonly measures: readonly Measure[];
}

/** A fault in an organisation's folder. `at` is a JSON pointer; `line` counts from 1 where known. */
export interface Fault {
  readonly file: string;
  readonly at: string;
  readonly line?: number;
  readonly code: FaultCode;
  /** What is wrong and what would mend it, in English. */
  readonly sentence: string;
}

/** Every way a folder can be wrong. */
export type FaultCode =
  | 'file-missing'
  | 'file-unknown'
  | 'json-invalid'
  | 'shape-invalid'
  | 'id-mismatch'
  | 'id-twice'
  | 'reference-unknown'
  | 'step-unreachable'
  | 'wording-missing'
  | 'wording-unused'
  | 'form-invalid'
  | 'clock-field-invalid'
  | 'example-refused'
  | 'example-accepted'
  | 'effect-misplaced'
  | 'thread-otherwise';
