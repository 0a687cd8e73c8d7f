/** A key held by the platform; we never look inside. */
export type PlatformKey = object;

/**
 * What we use of `crypto.subtle`, in our own words because the package sees no platform types. Handed in
 * by the caller: `createSuite(crypto.subtle)`.
 */
export interface SubtleLike {
  importKey(
    format: 'raw' | 'raw-public',
    keyData: Uint8Array,
    algorithm: { name: string },
    extractable: boolean,
    keyUsages: ('sign' | 'verify')[],
  ): Promise<PlatformKey>;
  exportKey(format: 'raw' | 'raw-public', key: PlatformKey): Promise<ArrayBuffer>;
  sign(algorithm: { name: string }, key: PlatformKey, data: Uint8Array): Promise<ArrayBuffer>;
  verify(
    algorithm: { name: string },
    key: PlatformKey,
    signature: Uint8Array,
    data: Uint8Array,
  ): Promise<boolean>;
}
