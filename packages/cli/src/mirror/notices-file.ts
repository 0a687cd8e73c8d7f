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
  const rows = notices.map(rowOf);
  const { count, hash } = before;
  return encodeUtf8(`${JSON.stringify({ before: { count, hash }, notices: rows })}\n`);
}

function rowOf({ index, id, note, entry, erased, envelope, reference }: LogNotice) {
  if (erased === undefined) return { index, id, note, entry, reference };
  const { by, takenIn } = erased;
  return { index, id, entry, erased: { by, takenIn }, envelope: envelope && leftOf(envelope), reference };
}

type Envelope = NonNullable<LogNotice['envelope']>;

/** What stays of an erased notice, its members in one order. */
export function leftOf(envelope: Envelope): Envelope {
  const { participant, office, measure, step, thread, after, audience, attachmentCount } = envelope;
  const { id, edition, hash } = measure;
  const { kind } = audience;
  return {
    ...{ participant, office, measure: { id, edition, hash }, step },
    ...(thread === undefined ? {} : { thread }),
    ...(after === undefined ? {} : { after }),
    audience: kind === 'named' ? { kind, participants: [...audience.participants] } : { kind },
    attachmentCount,
  };
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
  const { index, id, note, entry, erased, envelope, reference } = value as Partial<LogNotice>;
  if (!Number.isSafeInteger(index) || typeof id !== 'string' || typeof entry !== 'string') return false;
  if (reference !== undefined && typeof reference !== 'string') return false;
  if (erased === undefined) return typeof note === 'string' && envelope === undefined;
  if (envelope !== undefined && !isEnvelope(envelope)) return false;
  const { by, takenIn } = (erased ?? {}) as { by?: unknown; takenIn?: unknown };
  return note === undefined && typeof by === 'string' && Number.isSafeInteger(takenIn);
}

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false;
  const { participant, office, measure, step, thread, after, audience, attachmentCount } =
    value as Partial<Envelope>;
  const named = audience?.kind === 'named' ? audience.participants : [];
  const texts = [participant, office, step, measure?.id, measure?.edition, measure?.hash, audience?.kind];
  return (
    Array.isArray(named) &&
    Number.isSafeInteger(attachmentCount) &&
    [...texts, ...named, thread ?? '', after ?? ''].every((one) => typeof one === 'string')
  );
}

/** The chain after the notices of a file: over what stays of each, so that an erasure breaks no signature on it. */
export function chainAfter(before: Chain, notices: readonly LogNotice[]): Chain {
  const rows = notices.map(({ index, id, entry, reference = '' }) => [index, id, entry, reference]);
  const hash = sha256(concatBytes(encodeUtf8(before.hash), sha256(encodeUtf8(JSON.stringify(rows)))));
  return { count: before.count + notices.length, hash: encodeHex(hash) };
}
