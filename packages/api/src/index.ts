export * from './assemble-proof.ts';
export * from './client.ts';
export type * from './events.ts';
export * from './invitation.ts';
export * from './limits.ts';
export * from './paths.ts';
export * from './sealing-keys.ts';
export * from './shapes.ts';
export * from './sign-in.ts';
