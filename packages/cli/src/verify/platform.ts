import { webcrypto } from 'node:crypto';
import { createSuite, type SubtleLike } from '@rapport/record';

/** Signature verification by the platform: one for the process, since it keeps imported keys. */
export const suite = createSuite(webcrypto.subtle as unknown as SubtleLike);
