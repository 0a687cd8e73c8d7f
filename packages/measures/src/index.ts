export type * from './language.ts';
export type * from './organisation.ts';
