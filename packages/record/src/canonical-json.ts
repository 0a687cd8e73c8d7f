import { accept, type Parsed, type RecordCode, refuse } from './findings.ts';

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
export type JsonObject = { [member: string]: JsonValue };

/** Arrays and objects inside one another, at most. Ours, so that no reader's stack decides. */
export const jsonDepthMax = 32;

/** Thrown by `encodeCanonical`: what was handed in is not JSON data, and only our own code can do that. */
export class NotCanonicalData extends TypeError {
  readonly code: RecordCode;
  constructor(code: RecordCode) {
    super(`not JSON data: ${code}`);
    this.name = 'NotCanonicalData';
    this.code = code;
  }
}

/**
 * RFC 8785 (JCS): members sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript
 * writes them.
 * @throws NotCanonicalData for what JSON.stringify would silently drop or change: undefined, functions,
 *   bigints, non-finite numbers, lone surrogates, objects with a prototype or a toJSON, depth above 32.
 */
export function encodeCanonical(value: JsonValue): string {
  return canonical(value, 0);
}

/**
 * @param text - untrusted
 * @returns the value if `text` is exactly its canonical form. Members given twice, white space, other
 *   spellings of numbers and strings are all refused by that one comparison.
 */
export function parseCanonical(text: string): Parsed<JsonValue> {
  try {
    const value = JSON.parse(text) as JsonValue;
    return encodeCanonical(value) === text ? accept(value) : refuse('json-not-canonical');
  } catch (error) {
    return refuse(error instanceof NotCanonicalData ? error.code : 'json-malformed');
  }
}

function canonical(value: JsonValue, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value !== 'object') throw new NotCanonicalData('json-malformed');
  if (depth === jsonDepthMax) throw new NotCanonicalData('json-too-deep');
  if (Array.isArray(value)) return `[${Array.from(value, (item) => canonical(item, depth + 1)).join(',')}]`;
  if (!isPlainObject(value)) throw new NotCanonicalData('json-malformed');
  const member = (name: string) =>
    `${canonicalString(name)}:${canonical(value[name] as JsonValue, depth + 1)}`;
  return `{${Object.keys(value).sort().map(member).join(',')}}`;
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new NotCanonicalData('json-number');
  return JSON.stringify(value);
}

function canonicalString(value: string): string {
  if (!isWellFormed(value)) throw new NotCanonicalData('json-lone-surrogate');
  return JSON.stringify(value);
}

/** String.prototype.isWellFormed, which es2023 does not have yet. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === null || prototype === Object.prototype;
  return plain && typeof (value as { toJSON?: unknown }).toJSON !== 'function';
}
