import {
  concatBytes,
  encodeCanonical,
  encodeHex,
  encodeUtf8,
  type JsonObject,
  type JsonValue,
  parseCanonical,
  parseUtf8,
  sha256,
} from '@rapport/record';

/** A file that goes with a sealed notice, by what it really is. */
export interface SealedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** Hex SHA-256 of its bytes. */
  readonly sha256: string;
  /** Hex SHA-256 of the attachment that holds it, sealed. */
  readonly sealedAs: string;
}

/** What a sealed notice says. */
export interface SealedContent {
  readonly answers: JsonObject;
  readonly files: readonly SealedFile[];
}

/** Random bytes before a sealed text, so that its commitment gives nothing away. */
export const saltBytes = 32;

/** The text alone, before padding. */
export const contentBytesMax = 262_144;

const paddedTo = 1024;

/**
 * The bytes that are sealed and committed to: salt, one line of canonical JSON, spaces up to a multiple of 1,024.
 *
 * @param salt - 32 random bytes, used once
 * @throws RangeError where it has another length or the text is too long
 */
export function encodeContent({ answers, files }: SealedContent, salt: Uint8Array): Uint8Array {
  if (salt.length !== saltBytes) throw new RangeError('a salt has 32 bytes');
  const text = encodeUtf8(`${encodeCanonical({ answers, files: files.map((file) => ({ ...file })) })}\n`);
  if (text.length > contentBytesMax) throw new RangeError('the text is too long to be sealed');
  const length = saltBytes + text.length;
  const padding = new Uint8Array((paddedTo - (length % paddedTo)) % paddedTo).fill(0x20);
  return concatBytes(salt, text, padding);
}

/** The commitment to such bytes: their SHA-256, hexadecimal. */
export function commitmentTo(bytes: Uint8Array): string {
  return encodeHex(sha256(bytes));
}

/** @param bytes - untrusted. @returns `undefined` for any form but that of `encodeContent` */
export function parseContent(bytes: Uint8Array): SealedContent | undefined {
  if (bytes.length < saltBytes || bytes.length > saltBytes + contentBytesMax + paddedTo) return undefined;
  const [line, padding, ...rest] = (parseUtf8(bytes.subarray(saltBytes)) ?? '').split('\n');
  if (line === undefined || padding === undefined || rest.length > 0 || !/^ *$/.test(padding))
    return undefined;
  const value = parseCanonical(line);
  if (!value.ok || !isObject(value.value)) return undefined;
  const { answers, files, ...others } = value.value;
  if (!isObject(answers) || !Array.isArray(files) || Object.keys(others).length > 0) return undefined;
  if (!files.every(isFile)) return undefined;
  const content = { answers, files: files as unknown as SealedFile[] };
  const again = encodeContent(content, bytes.subarray(0, saltBytes));
  return commitmentTo(again) === commitmentTo(bytes) ? content : undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const hex = /^[0-9a-f]{64}$/;

function isFile(value: JsonValue): boolean {
  if (!isObject(value) || Object.keys(value).length !== 5) return false;
  const { name, mediaType, size, sha256: hash, sealedAs } = value;
  return (
    typeof name === 'string' &&
    typeof mediaType === 'string' &&
    Number.isSafeInteger(size) &&
    (size as number) >= 0 &&
    typeof hash === 'string' &&
    hex.test(hash) &&
    typeof sealedAs === 'string' &&
    hex.test(sealedAs)
  );
}
