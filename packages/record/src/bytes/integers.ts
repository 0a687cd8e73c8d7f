/**
 * Reads a decimal count: no sign, no leading zero, no exponent, at most 2^53 - 1, so that every
 * implementation reads the same number (record.md 1.11).
 * @returns undefined for anything else
 */
export function parseDecimal(text: string): number | undefined {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text) || text.endsWith('\n')) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** True for 0 to 2^53 - 1. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Eight bytes, big-endian. @param value - 0 to 2^53 - 1, else a RangeError: only our own code can be wrong here */
export function encodeUint64(value: number): Uint8Array {
  if (!isCount(value)) throw new RangeError(`not a count: ${value}`);
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(value / 2 ** 32));
  view.setUint32(4, value % 2 ** 32);
  return bytes;
}

/** Reads eight bytes at `at`. @returns undefined when there are fewer, or the number is above 2^53 - 1. */
export function parseUint64(bytes: Uint8Array, at = 0): number | undefined {
  if (bytes.length < at + 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 8);
  const value = view.getUint32(0) * 2 ** 32 + view.getUint32(4);
  return Number.isSafeInteger(value) ? value : undefined;
}
