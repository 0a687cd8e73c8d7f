const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** RFC 4648 section 4, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeDigits(bytes, standard);
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}

/**
 * @returns the bytes, or undefined unless `text` is exactly what `encodeBase64` gives for them: padding
 *   there, no stray bits in the last digit, no white space. Source: record.md 1.11, traps.
 */
export function parseBase64(text: string): Uint8Array | undefined {
  const bytes = parseDigits(text.replace(/={1,2}$/, ''), standardValues);
  return bytes !== undefined && encodeBase64(bytes) === text ? bytes : undefined;
}

/** RFC 4648 section 5, without padding. */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encodeDigits(bytes, url);
}

/** @returns the bytes, or undefined unless `text` is exactly what `encodeBase64Url` gives for them. */
export function parseBase64Url(text: string): Uint8Array | undefined {
  const bytes = parseDigits(text, urlValues);
  return bytes !== undefined && encodeBase64Url(bytes) === text ? bytes : undefined;
}

function encodeDigits(bytes: Uint8Array, digits: string): string {
  const codes = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let to = 0;
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const count = Math.min(bytes.length - at, 3) + 1;
    for (let digit = 0; digit < count; digit++)
      codes[to++] = digits.charCodeAt((group >> (18 - 6 * digit)) & 63);
  }
  return asciiText(codes);
}

const charactersAtOnce = 8192;

/** In large pieces: a text grown by single characters takes thirty times its size and seconds for some megabytes. */
function asciiText(codes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < codes.length; at += charactersAtOnce)
    pieces.push(String.fromCharCode(...codes.subarray(at, at + charactersAtOnce)));
  return pieces.join('');
}

const standardValues = digitValues(standard);
const urlValues = digitValues(url);

function digitValues(digits: string): Int8Array {
  const values = new Int8Array(128).fill(-1);
  for (let value = 0; value < 64; value++) values[digits.charCodeAt(value)] = value;
  return values;
}

function parseDigits(text: string, values: Int8Array): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  for (let at = 0, to = 0; at < text.length; at++) {
    const value = values[text.charCodeAt(at)] ?? -1;
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes[to++] = (held >> (bits -= 8)) & 255;
  }
  return bytes;
}
