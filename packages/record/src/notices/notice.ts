import type { JsonObject } from '../canonical-json.ts';

/** Who may read the notice. An empty list of participants means nobody; the rules refuse to file that. */
export type Audience =
  | { kind: 'all' | 'participants' | 'takers' | 'dimension' }
  | { kind: 'named'; participants: string[] };

/** A file kept beside the log. `sha256` is 64 lower-case hexadecimal digits, `size` in bytes. */
export type Attachment = { mediaType: string; name: string; sha256: string; size: number };

/**
 * That what a notice says is sealed. `text` is the SHA-256 of the attachment with the sealed answers, `commitment` that of
 * what is in it, opened: both 64 lower-case hexadecimal digits. Source: docs/spec/sealed.md.
 */
export type Sealed = { commitment: string; text: string };

/**
 * What a participant states, word for word as signed. Source: record.md, "what the product does", 1.
 * Codes (`measure.id`, `measure.edition`, `office`, `step`) are lower-case words joined by hyphens;
 * `after`, `thread` and `measure.hash` are 64 lower-case hexadecimal digits.
 */
export type Notice = {
  /** The notice this one follows. */
  after?: string;
  /** The form's answers; numbers in them are integers within 2^53, all else is text. */
  answers: JsonObject;
  attachments: Attachment[];
  audience: Audience;
  /** The sender's claim: RFC 3339, UTC, to the second. */
  date: string;
  /** The origin of the organisation's log: a notice for one log is none for another. */
  log: string;
  measure: { edition: string; hash: string; id: string };
  /** Base64 of 16 to 64 random bytes: keeps a short text from being guessed from its hash. */
  nonce: string;
  /** A checkpoint the sender had seen: the notice cannot be older. `root` is base64. */
  notBefore?: { root: string; size: number };
  office: string;
  participant: string;
  /** Present where the answers and the attachments can be read by those named alone. */
  sealed?: Sealed;
  step: string;
  /** The first notice of the thread; absent in that notice itself. */
  thread?: string;
};

export const noticeTypeLine = 'rapport/notice@v1';

/** A whole signed notice, signature lines included. */
export const noticeBytesMax = 65_535;

/** The name an office's key signs under: `log/participant/office`. */
export function officeKeyName(log: string, participant: string, office: string): string {
  return `${log}/${participant}/${office}`;
}
