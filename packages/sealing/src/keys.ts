import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';

/** What an office opens sealed texts with, and what others seal to: each one line of text. */
export interface SealingKeyPair {
  /** Secret: `AGE-SECRET-KEY-PQ-1…`. */
  readonly identity: string;
  /** Published: `age1pq1…`, 1,959 characters. */
  readonly recipient: string;
}

const recipientForm = /^age1pq1[02-9ac-hj-np-z]{1952}$/;
const identityForm = /^AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{58}$/;

/** Makes a key pair of ML-KEM-768 with X25519, with the platform's own randomness. */
export async function makeSealingKey(): Promise<SealingKeyPair> {
  const identity = await generateHybridIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The recipient of an identity; `undefined` for any text that is no hybrid identity. */
export async function recipientOf(identity: string): Promise<string | undefined> {
  if (!identityForm.test(identity)) return undefined;
  return identityToRecipient(identity).catch(() => undefined); // a wrong checksum
}

/** Whether a text has the form of a hybrid recipient. Only sealing to it shows whether its checksum is right. */
export function hasRecipientForm(text: string): boolean {
  return recipientForm.test(text);
}

/** A file for a copy of identities, locked with a passphrase (scrypt): slow to open, for whoever guesses too. */
export async function lockIdentities(identities: readonly string[], passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return encrypter.encrypt(`${identities.join('\n')}\n`);
}

/** @param file - untrusted. @returns the identities; `undefined` for another passphrase or what is no such file */
export async function unlockIdentities(file: Uint8Array, passphrase: string): Promise<string[] | undefined> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const text = await decrypter.decrypt(file, 'text').catch(() => undefined);
  const lines = (text ?? '').split('\n').filter((line) => line !== '');
  return lines.length > 0 && lines.every((line) => identityForm.test(line)) ? lines : undefined;
}
