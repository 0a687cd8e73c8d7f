import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

/** A secret text locked with a passphrase: scrypt for the key, AES-256-GCM for the text. */
export interface Locked {
  readonly format: 'rapport/locked@v1';
  readonly salt: string;
  readonly nonce: string;
  readonly tag: string;
  readonly text: string;
}

const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

/** Locks a text. The passphrase is not kept. */
export function lockSecret(text: string, passphrase: string): Locked {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32, cost), nonce);
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    format: 'rapport/locked@v1',
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    text: bytes.toString('base64'),
  };
}

/** Opens a locked text; `undefined` where the passphrase is another or the text was changed. */
export function unlockSecret(locked: Locked, passphrase: string): string | undefined {
  const key = scryptSync(passphrase, Buffer.from(locked.salt, 'base64'), 32, cost);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(locked.nonce, 'base64'), {
    authTagLength: 16,
  });
  try {
    decipher.setAuthTag(Buffer.from(locked.tag, 'base64'));
    return decipher.update(Buffer.from(locked.text, 'base64')).toString('utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}
