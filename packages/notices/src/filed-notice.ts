import type { Notice } from '@rapport/record';

/** A notice as it stands in the log: its place, its taken-in time and what it says. */
export interface FiledNotice {
  /** Its number in the log, from 0. */
  readonly index: number;
  /** The log's taken-in time, POSIX milliseconds. */
  readonly takenIn: number;
  /** The notice's own id: hex SHA-256 of its signed text. */
  readonly id: string;
  readonly notice: Notice;
  /** Whom an audience of kind `takers` or `dimension` reached when it was taken in (`circleOf`). */
  readonly circle?: readonly string[];
}

/** The id of the thread a notice stands in: its own where it opens one. */
export function threadOf(filed: { readonly id: string; readonly notice: Notice }): string {
  return filed.notice.thread ?? filed.id;
}
