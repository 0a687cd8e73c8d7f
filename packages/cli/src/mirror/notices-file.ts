import type { LogNotice } from '@rapport/api';
import { concatBytes, encodeHex, encodeUtf8, parseHex, parseUtf8, sha256 } from '@rapport/record';

/** How many notices stand in a mirror up to a place, and one hash over their places, ids and entries in order. */
export interface Chain {
  readonly count: number;
  readonly hash: string;
}

export const emptyChain: Chain = { count: 0, hash: encodeHex(sha256(new Uint8Array())) };

/** The notices of one bundle that the mirror's holder may see, after those before it. */
export interface NoticesFile {
  readonly before: Chain;
  readonly notices: readonly LogNotice[];
}

/** One line of JSON: the only form in which `parseNotices` reads it back. */
export function encodeNotices({ before, notices }: NoticesFile): Uint8Array {
  const rows = notices.map(({ index, id, note, entry, erased }) =>
    erased === undefined
      ? { index, id, note, entry }
      : { index, id, entry, erased: { by: erased.by, takenIn: erased.takenIn } },
  );
  const { count, hash } = before;
  return encodeUtf8(`${JSON.stringify({ before: { count, hash }, notices: rows })}\n`);
}

/** @param bytes - untrusted. @returns `undefined` for any form but that of `encodeNotices` */
export function parseNotices(bytes: Uint8Array): NoticesFile | undefined {
  const value = parseJson(bytes) as { before?: Partial<Chain>; notices?: unknown } | null | undefined;
  const { count, hash } = value?.before ?? {};
  const notices = value?.notices;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) return undefined;
  if (typeof hash !== 'string' || parseHex(hash)?.length !== 32) return undefined;
  if (!Array.isArray(notices) || !notices.every(isLogNotice)) return undefined;
  const file = { before: { count, hash }, notices };
  return Buffer.compare(encodeNotices(file), bytes) === 0 ? file : undefined;
}

/** JSON of whatever form; `undefined` for what is none. */
export function parseJson(bytes: Uint8Array): unknown {
  const text = parseUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isLogNotice(value: unknown): value is LogNotice {
  if (typeof value !== 'object' || value === null) return false;
  const { index, id, note, entry, erased } = value as Partial<LogNotice>;
  if (!Number.isSafeInteger(index) || typeof id !== 'string' || typeof entry !== 'string') return false;
  if (erased === undefined) return typeof note === 'string';
  const { by, takenIn } = (erased ?? {}) as { by?: unknown; takenIn?: unknown };
  return note === undefined && typeof by === 'string' && Number.isSafeInteger(takenIn);
}

/** The chain after the notices of a file: over what stays of each, so that an erasure breaks no signature on it. */
export function chainAfter(before: Chain, notices: readonly LogNotice[]): Chain {
  const rows = notices.map(({ index, id, entry }) => [index, id, entry]);
  const hash = sha256(concatBytes(encodeUtf8(before.hash), sha256(encodeUtf8(JSON.stringify(rows)))));
  return { count: before.count + notices.length, hash: encodeHex(hash) };
}
