import { sealedMediaType } from '@rapport/notices';
import type { Attachment, JsonObject, Sealed } from '@rapport/record';
import { sealNotice } from '@rapport/sealing';
import type { AttachedFile } from '../filing/attached-files.ts';
import { proveRecipients } from './recipients.ts';
import { SealingRefused } from './sealing-refused.ts';

/** What a sealed notice says in the open, and what goes beside it. */
export interface SealedSaying {
  readonly sealed: Sealed;
  readonly attachments: readonly Attachment[];
  readonly files: readonly AttachedFile[];
}

/** Seals answers and files to all proved keys of those who are to read them. @throws SealingRefused */
export async function sealSaying(
  answers: JsonObject,
  files: readonly AttachedFile[],
  readers: readonly string[],
  origin: string,
): Promise<SealedSaying> {
  const { keys, without, unproved } = await proveRecipients(readers, origin);
  if (unproved.length > 0)
    throw new SealingRefused('unproved', [...new Set(unproved.map(({ participant }) => participant))]);
  if (without.length > 0) throw new SealingRefused('without', without);
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const recipients = keys.map(({ key }) => key);
  const { sealed, parts } = await sealNotice(answers, files, recipients, salt);
  const named = parts.map(({ sha256, bytes }, i): AttachedFile => {
    const copy = new Uint8Array(bytes);
    return { name: `${i}.age`, mediaType: sealedMediaType, sha256, size: copy.length, bytes: copy };
  });
  const attachments = named.map(({ name, mediaType, sha256, size }) => ({ name, mediaType, sha256, size }));
  return { sealed, attachments, files: named };
}
