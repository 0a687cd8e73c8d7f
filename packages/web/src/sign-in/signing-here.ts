/** The device made or gave no signature: its holder turned it down, or it knows no such passkey. */
export class PasskeyRefused extends Error {}

/** This browser has no Ed25519 keys: it is too old for signing. */
export class NoSigningHere extends Error {}

/** Whether passkeys can be made and asked on this page: a secure one, under a name and not a bare address. */
export function hasPasskeys(): boolean {
  const isAddress = /^[\d.]+$|:/.test(location.hostname);
  return isSecureContext && 'PublicKeyCredential' in window && !isAddress;
}
