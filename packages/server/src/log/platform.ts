import { webcrypto } from 'node:crypto';
import { createSuite } from '@rapport/record';

/** The platform's cryptography, in the words of `record`. */
export const subtle = webcrypto.subtle;

/** Signature verification by the platform: one for the process, since it keeps imported keys. */
export const suite = createSuite(subtle);
