import { paths } from '@rapport/api';
import type { Sealed } from '@rapport/record';
import { openFile, openText, type SealedContent, type SealedFault, type SealedFile } from '@rapport/sealing';
import { client } from '../exchange/client.ts';
import { heldKeys } from './keys-here.ts';

/** A sealed notice as this browser could open it, or why it could not. */
export type OpenedLetter =
  | { readonly kind: 'opened'; readonly content: SealedContent }
  | { readonly kind: 'no-key' }
  | { readonly kind: 'fault'; readonly code: SealedFault };

/** Opens what a notice says with the keys that this browser holds for a participant. */
export async function openLetter(id: string, sealed: Sealed, participant: string): Promise<OpenedLetter> {
  const identities = (await heldKeys(participant)).map(({ identity }) => identity);
  if (identities.length === 0) return { kind: 'no-key' };
  const opened = await openText(await client.bytes(paths.attachment(id, sealed.text)), sealed, identities);
  return opened.ok ? { kind: 'opened', content: opened.content } : { kind: 'fault', code: opened.code };
}

/** Opens one of its files. */
export async function openLetterFile(
  id: string,
  file: SealedFile,
  participant: string,
): Promise<Uint8Array | SealedFault> {
  const identities = (await heldKeys(participant)).map(({ identity }) => identity);
  const opened = await openFile(await client.bytes(paths.attachment(id, file.sealedAs)), file, identities);
  return opened.ok ? opened.bytes : opened.code;
}
