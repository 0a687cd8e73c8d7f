import type { Language, Measure, Wordings } from './language.ts';

/** A participant of the organisation: a state, an organisation, or the organisation itself. */
export interface Participant {
  /** The code in notices and addresses: ISO 3166 alpha-2 for states. */
  readonly code: string;
  readonly role: 'organisation' | 'member' | 'observer' | 'partner';
  readonly name: Wordings;
  /** IANA zone of the capital or seat, in which its calendar days are counted. */
  readonly zone: string;
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

export interface Body {
  readonly id: string;
  readonly name: Wordings;
  readonly role: Wordings;
  readonly kind: string;
  readonly decisionRule?: string;
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

/** An organisation's folder, read and checked. */
export interface Organisation {
  readonly id: string;
  readonly name: Wordings;
  readonly abbreviation: Wordings;
  readonly languages: readonly Language[];
  /** The origin of its log in production; a demonstration puts `demonstration.` before it. */
  readonly origin: string;
  readonly asOf: string;
  /** Shown with names and lists: what they do not express. */
  readonly disclaimer: Wordings;
  readonly participants: readonly Participant[];
  readonly dimensions: readonly Dimension[];
  readonly bodies: readonly Body[];
  readonly catalogue: readonly CatalogueItem[];
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
  | 'effect-misplaced';
