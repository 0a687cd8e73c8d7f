import { parseBase64 } from '../bytes/base64.ts';
import { isCount } from '../bytes/integers.ts';
import { encodeUtf8 } from '../bytes/text.ts';
import type { JsonObject, JsonValue } from '../canonical-json.ts';
import { isKeyName } from '../keys/verifier-key.ts';
import { hashBytes } from '../tree/hash.ts';

/** True if a member's value has its form. The values are untrusted JSON. */
export type MemberTest = (value: JsonValue) => boolean;

/** The value has to be text that matches the whole of `pattern`, of `max` characters at most. */
export function text(pattern: RegExp, max: number): MemberTest {
  return (value) => typeof value === 'string' && value.length <= max && pattern.exec(value)?.[0] === value;
}

export const isCode = text(/[a-z0-9]+(?:-[a-z0-9]+)*/, 64);
export const isParticipant = text(/[A-Za-z0-9-]{2,32}/, 32);
export const isId = text(/[0-9a-f]{64}/, 64);

/** An object with exactly these members, each of its form. */
export function record(members: Record<string, MemberTest>): MemberTest {
  return (value) =>
    isObject(value) &&
    Object.keys(value).length === Object.keys(members).length &&
    Object.entries(members).every(
      ([name, test]) => Object.hasOwn(value, name) && test(value[name] as JsonValue),
    );
}

export function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Numbers in answers are integers within 2^53: amounts and coordinates are text, so nothing is rounded. */
export function hasSafeNumbers(value: JsonValue): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(hasSafeNumbers);
}

/** `2026-11-23T10:00:00Z`, a moment that exists. Leap seconds do not: they are not in POSIX time. */
export function isDate(value: JsonValue): boolean {
  if (!text(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z/, 20)(value)) return false;
  const moment = new Date(value as string);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === (value as string).replace('Z', '.000Z');
}

export function isBase64Of(min: number, max: number): MemberTest {
  return (value) => {
    const bytes = typeof value === 'string' ? parseBase64(value) : undefined;
    return bytes !== undefined && bytes.length >= min && bytes.length <= max;
  };
}

/** A log's origin: a key name that a cosignature can carry, 255 bytes at most. */
export function isOrigin(value: JsonValue): boolean {
  return typeof value === 'string' && isKeyName(value) && encodeUtf8(value).length <= 255;
}

/**
 * A name a file can be saved under: no separators, no control characters, none that reverse the direction
 * of writing (`exe.fdp`), not `.` or `..`. Ranges are spelled out so that no Unicode version decides.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what it refuses
const fileName = /[^/\\\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/;

function isFileName(value: JsonValue): boolean {
  return text(fileName, 255)(value) && value !== '.' && value !== '..';
}

const token = '[a-z0-9][a-z0-9!#$&^_.+-]{0,126}';

export const isAttachment = record({
  mediaType: text(new RegExp(`${token}/${token}`), 255),
  name: isFileName,
  sha256: isId,
  size: isCount,
});

export const isSealed = record({ commitment: isId, text: isId });
export const isMeasure = record({ edition: isCode, hash: isId, id: isCode });
export const isSeenCheckpoint = record({ root: isBase64Of(hashBytes, hashBytes), size: isCount });
