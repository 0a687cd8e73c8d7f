export { countRecipients } from './age-file.ts';
export type { SealedContent, SealedFile } from './content.ts';
export {
  hasRecipientForm,
  lockIdentities,
  makeSealingKey,
  recipientOf,
  type SealingKeyPair,
  unlockIdentities,
} from './keys.ts';
export { openFile, openText, readDisclosed, type SealedFault, sealAnew } from './open.ts';
export { type PlainFile, type SealedNotice, type SealedPart, sealNotice } from './seal.ts';
