/** A key held by the platform; we never look inside. */
export type PlatformKey = object;

/** Bytes the platform takes: in memory of one thread's own. */
export type PlatformBytes = Uint8Array<ArrayBuffer>;

/** Everything in this package is in such memory; only the type of a plain Uint8Array leaves it open. */
export function platformBytes(bytes: Uint8Array): PlatformBytes {
  return bytes as PlatformBytes;
}

/**
 * What we use of `crypto.subtle`, in our own words because the package sees no platform types. Handed in
 * by the caller: `createSuite(crypto.subtle)`.
 */
export interface SubtleLike {
  /** @param format - 'raw', or 'raw-public', which browsers' types do not know yet */
  importKey(
    format: string,
    keyData: PlatformBytes,
    algorithm: { name: string },
    extractable: boolean,
    keyUsages: ('sign' | 'verify')[],
  ): Promise<PlatformKey>;
  sign(algorithm: { name: string }, key: PlatformKey, data: PlatformBytes): Promise<ArrayBuffer>;
  verify(
    algorithm: { name: string },
    key: PlatformKey,
    signature: PlatformBytes,
    data: PlatformBytes,
  ): Promise<boolean>;
}
