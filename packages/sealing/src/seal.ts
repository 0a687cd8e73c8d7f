import { encodeHex, type JsonObject, type Sealed, sha256 } from '@rapport/record';
import { encryptTo } from './age-file.ts';
import { commitmentTo, encodeContent, type SealedFile } from './content.ts';

/** A file as its sender has it. */
export interface PlainFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A sealed part: an attachment of the notice. */
export interface SealedPart {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** What goes into a sealed notice, and beside it. */
export interface SealedNotice {
  readonly sealed: Sealed;
  /** The text first, then the files in the order given. */
  readonly parts: readonly SealedPart[];
  /** What is committed to: whoever holds it can show it to others. */
  readonly content: Uint8Array;
}

/**
 * Seals what a notice says, and its files, to keys of the offices that are to read them; the sender's own among them,
 * or the sender cannot read it either.
 *
 * @param recipients - `age1pq1…`, each known to be its office's own
 * @param salt - 32 random bytes, used once
 */
export async function sealNotice(
  answers: JsonObject,
  files: readonly PlainFile[],
  recipients: readonly string[],
  salt: Uint8Array,
): Promise<SealedNotice> {
  const sealedFiles = await Promise.all(
    files.map(async ({ bytes }) => partOf(await encryptTo(bytes, recipients))),
  );
  const named = files.map(
    ({ name, mediaType, bytes }, i): SealedFile => ({
      ...{ name, mediaType, size: bytes.length, sha256: encodeHex(sha256(bytes)) },
      sealedAs: sealedFiles[i]?.sha256 ?? '',
    }),
  );
  const content = encodeContent({ answers, files: named }, salt);
  const text = partOf(await encryptTo(content, recipients));
  const sealed = { commitment: commitmentTo(content), text: text.sha256 };
  return { sealed, parts: [text, ...sealedFiles], content };
}

function partOf(bytes: Uint8Array): SealedPart {
  return { sha256: encodeHex(sha256(bytes)), bytes };
}
