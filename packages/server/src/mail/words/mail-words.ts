/** What a mail can be about. */
export type EntryKind =
  | 'confirm'
  | 'notice'
  | 'question'
  | 'thread'
  | 'due-half'
  | 'due-day'
  | 'due-two-hours'
  | 'yearly'
  | 'draft-waits'
  | 'draft-returned'
  | 'keys'
  | 'sign-in'
  | 'reminder-upcoming'
  | 'reminder-courtesy'
  | 'reminder-help';

/** What is named of it, a line each. */
export type FactLabel =
  | 'for'
  | 'measure'
  | 'reference'
  | 'from'
  | 'step'
  | 'year'
  | 'due'
  | 'due-capital'
  | 'device'
  | 'at';

/** What a mail is about, in three sentences: `{reference}`, `{measure}`, `{year}` and `{when}` are filled in where there is one. */
export interface EntryWords {
  readonly subject: string;
  readonly says: string;
  readonly todo: string;
}

/** Every sentence of mails in one language. */
export interface MailWords {
  readonly entries: Readonly<Record<EntryKind, EntryWords>>;
  readonly labels: Readonly<Record<FactLabel, string>>;
  /** `{count}` */
  readonly digest: EntryWords;
  /** `{count}`: so many more than are named. */
  readonly more: string;
  /** `{organisation}` */
  readonly footer: string;
  readonly stop: string;
  readonly program: string;
}
