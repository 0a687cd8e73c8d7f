import type { Measure } from '@rapport/measures';
import {
  type Attachment,
  type Audience,
  encodeBase64,
  encodeNote,
  encodeNoticeText,
  type JsonObject,
  type Notice,
  parseNotice,
  parseUtf8,
  type Sealed,
  type Signer,
  signNote,
} from '@rapport/record';
import type { Answers } from './answers.ts';
import type { Pending } from './draft.ts';

/** What is to be said, by whom, where. */
export interface Saying {
  readonly log: string;
  readonly participant: string;
  readonly office: string;
  readonly measure: Pick<Measure, 'id' | 'edition' | 'hash'>;
  readonly step: string;
  readonly answers: Answers;
  readonly attachments: readonly Attachment[];
  readonly audience: Audience;
  readonly sealed?: Sealed;
  readonly thread?: string;
  readonly after?: string;
}

/**
 * The notice that says it.
 *
 * @param now - POSIX milliseconds, the sender's clock
 * @param nonce - 24 random bytes
 */
export function noticeOf(saying: Saying, now: number, nonce: Uint8Array): Notice {
  const { measure, thread, after, ...rest } = saying;
  return {
    ...rest,
    answers: rest.answers as JsonObject,
    attachments: [...rest.attachments],
    date: `${new Date(now).toISOString().slice(0, 19)}Z`,
    measure: { id: measure.id, edition: measure.edition, hash: measure.hash },
    nonce: encodeBase64(nonce),
    ...(thread === undefined ? {} : { thread }),
    ...(after === undefined ? {} : { after }),
  };
}

/** Signs a notice, and reads it back as the server will. @throws where our own bytes cannot be read back */
export async function signNotice(notice: Notice, signer: Signer): Promise<Pending> {
  const bytes = encodeNote(await signNote(encodeNoticeText(notice), [signer]));
  const parsed = parseNotice(bytes);
  if (!parsed.ok) throw new Error(`a notice of our own cannot be read back: ${parsed.code}`);
  return { id: parsed.value.id, note: parseUtf8(bytes) ?? '' };
}
