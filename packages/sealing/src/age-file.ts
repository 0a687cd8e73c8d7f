import { Decrypter, Encrypter } from 'age-encryption';

/** The one kind of stanza that is taken: whoever adds a weaker one has weakened the whole file. Source: C2SP age. */
const stanzaForm = /^-> mlkem768x25519 [A-Za-z0-9+/]{1,2048}$/;
const versionLine = 'age-encryption.org/v1';
const headerBytesMax = 262_144;

/** Seals bytes to hybrid recipients, all of them at once. @throws Error where one of them is none */
export async function encryptTo(bytes: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  if (recipients.length === 0) throw new RangeError('nobody to seal to');
  const encrypter = new Encrypter();
  for (const recipient of new Set(recipients)) encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

/** Why a file could not be opened. */
export type AgeFault = 'sealed-malformed' | 'sealed-weak' | 'sealed-not-for-you';

/** Opens a file with whichever identity fits. @param file - untrusted */
export async function decryptWith(
  file: Uint8Array,
  identities: readonly string[],
): Promise<Uint8Array | AgeFault> {
  const fault = headerFault(file);
  if (fault !== undefined) return fault;
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(file);
  } catch (error) {
    return String(error).includes('no identity matched') ? 'sealed-not-for-you' : 'sealed-malformed';
  }
}

/** Looks at the header alone, before any key is used on it. */
function headerFault(file: Uint8Array): AgeFault | undefined {
  const stanzas = stanzasOf(file);
  if (stanzas === undefined || stanzas.length === 0) return 'sealed-malformed';
  return stanzas.every((line) => stanzaForm.test(line)) ? undefined : 'sealed-weak';
}

/** The first line of each stanza; `undefined` for what is no age file. */
function stanzasOf(file: Uint8Array): string[] | undefined {
  let header = '';
  for (const byte of file.subarray(0, headerBytesMax)) {
    header += String.fromCharCode(byte);
    if (byte === 0x20 && header.endsWith('\n--- ')) break;
  }
  if (!header.startsWith(`${versionLine}\n`) || !header.endsWith('\n--- ')) return undefined;
  return header.split('\n').filter((line) => line.startsWith('->'));
}

/** How many keys a file is sealed to; anybody can see that. `undefined` for what is no age file. */
export function countRecipients(file: Uint8Array): number | undefined {
  return stanzasOf(file)?.length;
}
