import type { PrintLanguage } from './print-language.ts';
import type { Template } from './template.ts';

/** A text in each language of a print, in their order. */
export type Each = readonly string[];

/** A sender's text with its own direction. */
export interface Said {
  readonly text: string;
  readonly direction: 'ltr' | 'rtl';
}

/** A numbered point: its title in each language; what is said once where all languages say it alike. */
export interface Point {
  readonly titles: Each;
  readonly says?: readonly Said[];
  readonly points?: readonly Point[];
}

/** One place that a correction changed. */
export interface PrintedChange {
  readonly titles: Each;
  readonly before: readonly Said[];
  readonly after: readonly Said[];
}

/**
 * All that a printed notice says, in the order in which it is set; nothing in it is markup, and whoever sets it adds no word. The same
 * notice, read by the same reader at the same state of its thread, gives the same value.
 */
export interface PrintedNotice {
  readonly template: Template;
  readonly title: string;
  readonly author: string;
  readonly languages: readonly { readonly tag: PrintLanguage; readonly direction: 'ltr' | 'rtl' }[];
  /** POSIX seconds: the taken-in time. */
  readonly at: number;
  readonly marks: Each;
  /** Across each page of a demonstration. */
  readonly watermark?: string;
  readonly letterheads: readonly {
    readonly organisation: string;
    readonly participant: string;
    readonly office: string;
  }[];
  readonly heading: Each;
  readonly reference: { readonly labels: Each; readonly own: string };
  readonly theirs?: { readonly labels: Each; readonly reference: string };
  readonly dates: Each;
  /** Between place and date. */
  readonly commas: Each;
  readonly subject: Each;
  /** What became of the notice, and what it does to another. */
  readonly strips: readonly Each[];
  readonly salutation: Each;
  readonly opening: Each;
  readonly points: readonly Point[];
  /** In place of points where there are none. */
  readonly noPoints: Each;
  readonly changes?: {
    readonly title: Each;
    readonly before: Each;
    readonly after: Each;
    readonly none: Each;
    readonly items: readonly PrintedChange[];
  };
  readonly enclosures?: { readonly title: Each; readonly files: readonly string[] };
  readonly closing: Each;
  readonly signature: {
    readonly initials: Each;
    readonly stamp: Each;
    readonly place: Each;
    readonly name: Each;
    readonly office: Each;
    readonly participant: Each;
  };
  readonly foot: { readonly to: Each; readonly lines: readonly Each[] };
  readonly pageLabel: string;
  readonly proof: {
    readonly sentence: Each;
    readonly address: string;
    readonly codeLabel: string;
    readonly taken: Each;
    /** Latin lines for people and machines: id, log, entry. */
    readonly lines: readonly string[];
  };
  readonly notes: readonly Each[];
}
