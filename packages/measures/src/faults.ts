import type { Fault } from './organisation.ts';

/** A fault before its line is looked up. */
export type FileFault = Omit<Fault, 'line'>;
