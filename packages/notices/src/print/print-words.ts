import type { ChangeKind } from '../marks.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import type { PrintLanguage } from './print-language.ts';
import { ru } from './ru.ts';

/** What a notice does to the one that it follows, or that it only replies to it, or follows none. */
export type Manner = 'plain' | 'reply' | ChangeKind;

/** Whom a notice is addressed to, as a sentence has to say it. `many`: more than a sentence bears. */
export type Addressed = 'named' | 'many' | 'secretariat' | 'participants' | 'takers' | 'dimension';

/** Whom a letter greets. */
export type Greeted = 'one' | 'several' | 'others' | 'public';

/**
 * What a printed notice says of its own in one language; names in braces are put in. The sentences are so made that a name stands in
 * them as the organisation's folder gives it: in no language is one inflected.
 */
export interface PrintWords {
  readonly direction: 'ltr' | 'rtl';
  readonly note: {
    readonly heading: string;
    /** `{sender}`, `{addressees}`, `{measure}`; `{their}` and `{theirDate}` of the notice that it follows. */
    readonly opening: Readonly<Record<Manner, string>>;
    readonly closing: string;
    readonly initials: string;
    readonly stamp: string;
    readonly place: string;
  };
  readonly letter: {
    readonly salutation: Readonly<Record<Greeted, string>>;
    readonly opening: Readonly<Record<Manner, string>>;
    readonly closing: Readonly<Record<Greeted, string>>;
    readonly name: string;
  };
  /** `{participant}` is a state or body, `{organisation}` the organisation's abbreviation. */
  readonly sender: { readonly participant: string; readonly organisation: string };
  readonly addressees: Readonly<Record<Addressed, string>>;
  /** The lines at the foot of page one. */
  readonly foot: { readonly to: string; readonly participant: string; readonly public: string } & Readonly<
    Record<'secretariat' | 'participants' | 'takers' | 'dimension', string>
  >;
  readonly offices: Readonly<Record<string, string>>;
  /** Set where names of states can need an article inside a sentence: which do, and the article. */
  readonly article?: { readonly before: RegExp; readonly article: string };
  /** Between a place and a date, a name and an office. */
  readonly comma: string;
  readonly audience: Readonly<Record<'all' | 'participants' | 'takers' | 'dimension' | 'named', string>>;
  readonly demonstration: { readonly mark: string; readonly watermark: string };
  readonly labels: Readonly<
    Record<
      | 'reference'
      | 'theirs'
      | 'enclosures'
      | 'changes'
      | 'before'
      | 'after'
      | 'nothing'
      | 'noAnswers'
      | 'noChanges'
      | 'yes'
      | 'no'
      | 'from'
      | 'to'
      | 'takenIn'
      | 'state'
      | 'answer'
      | 'page',
      string
    >
  >;
  readonly changedBy: Readonly<Record<ChangeKind, string>>;
  readonly changes: Readonly<Record<ChangeKind, string>>;
  readonly erased: string;
  readonly sealed: string;
  /** `{instant}` and `{index}`. */
  readonly taken: string;
  readonly proof: string;
  /** The text of the code, for who cannot see it. */
  readonly code: string;
  readonly designations: string;
  /** Said where a text has characters for which the print has no letters. */
  readonly otherScripts: string;
}

const tables: Readonly<Record<PrintLanguage, PrintWords>> = { en, ru, ar };

export function printWords(language: PrintLanguage): PrintWords {
  return tables[language];
}
