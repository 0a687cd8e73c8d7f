/** The log in the database is damaged or another; the message says how it shows and what to do. */
export class HeadError extends Error {}

/** What to do about it, said at the end of a refusal to start. */
export const remedy =
  'Do not go on with this copy: restore the newest backup, or ask those who mirror the log. Nothing was changed.';
