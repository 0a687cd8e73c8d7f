import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';

/** The length of every hash in the record. */
export const hashBytes = 32;

/** SHA-256, synchronous and the same code on every platform. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return nobleSha256(bytes);
}

/** SHA-256 of the first `length` bytes and of all of them, for little more than the cost of the second. */
export function sha256Twice(bytes: Uint8Array, length: number): { first: Uint8Array; whole: Uint8Array } {
  const hash = nobleSha256.create().update(bytes.subarray(0, length));
  const first = hash.clone().digest();
  return { first, whole: hash.update(bytes.subarray(length)).digest() };
}

/** SHA-256(0x00 || entry). Source: RFC 6962, 2.1. */
export function leafHash(entry: Uint8Array): Uint8Array {
  return nobleSha256.create().update(leafPrefix).update(entry).digest();
}

/** SHA-256(0x01 || left || right), 32 bytes each. Source: RFC 6962, 2.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + 2 * hashBytes);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 1 + hashBytes);
  return nobleSha256(input);
}

const leafPrefix = Uint8Array.of(0);

/** The root of the tree without entries: SHA-256 of nothing. Never write into it. */
export const emptyRoot: Uint8Array = nobleSha256(new Uint8Array(0));
