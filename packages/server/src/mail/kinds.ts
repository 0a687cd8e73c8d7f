/** What a reader may wish to be told of. */
export const mailKinds = [
  'notice',
  'question',
  'due',
  'yearly',
  'thread',
  'draft',
  'keys',
  'sign-in',
] as const;
export type MailKind = (typeof mailKinds)[number];

/** When, before a clock runs out. */
export const mailMarks = ['half', 'day', 'two-hours'] as const;
export type MailMark = (typeof mailMarks)[number];

/** What happened, by ids alone: what a notice says is read, and judged, when the mail is written. */
export type Telling =
  | { readonly kind: 'confirm' }
  | { readonly kind: 'notice' | 'question' | 'thread' | 'keys'; readonly notice: string }
  | {
      readonly kind: 'due';
      readonly thread: string;
      readonly clock: string;
      readonly startedBy: string;
      readonly mark: MailMark;
    }
  | { readonly kind: 'yearly'; readonly measure: string; readonly clock: string; readonly year: number }
  | {
      readonly kind: 'draft';
      readonly what: 'waits' | 'returned';
      readonly measure?: string;
      readonly path: string;
    }
  | { readonly kind: 'sign-in'; readonly device: string; readonly at: number }
  | { readonly kind: 'reminder'; readonly reminder: string };

/** Something that is to be told to an address, and the name under which it is told once. */
export interface Asked {
  readonly address: string;
  readonly event: string;
  readonly telling: Telling;
}
