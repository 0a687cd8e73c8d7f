import { type Client, ProblemError, type Session, signSignIn } from '@rapport/api';
import {
  createSuite,
  parseNote,
  parseUtf8,
  parseVerifierKey,
  type Signer,
  type VerifierKey,
  verifyNote,
} from '@rapport/record';
import { findSigner, type KeyKind, keepPasskey, makeSigner, subtle, verifierText } from './office-keys.ts';
import { askForAssertion, isPasskeyOfThisPage } from './passkeys.ts';

/** An office of a participant. */
export interface Office {
  readonly participant: string;
  readonly office: string;
}

/**
 * Signs in for an invented office: with the key of the wanted kind that this browser holds for it, or, where it
 * holds none or the log does not know it (another log, a fresh database), with a new one that the invented
 * ministry certifies in the log.
 */
export async function takeOffice(
  client: Client,
  log: string,
  office: Office,
  kind: KeyKind,
): Promise<Session> {
  const known = await findSigner(log, office.participant, office.office);
  const session = known?.kind === kind ? await trySignIn(client, log, office, known) : undefined;
  if (session !== undefined) return session;
  const signer = await makeSigner(log, office.participant, office.office, kind);
  const { participant, office: name } = office;
  await client.demonstrationCertificate({ participant, office: name, key: verifierText(signer) });
  return signIn(client, log, office, signer);
}

async function trySignIn(
  client: Client,
  log: string,
  office: Office,
  signer: Signer,
): Promise<Session | undefined> {
  try {
    return await signIn(client, log, office, signer);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status < 500 && error.problem.status !== 429)
      return undefined;
    throw error;
  }
}

async function signIn(client: Client, log: string, office: Office, signer: Signer): Promise<Session> {
  const { challenge } = await client.challenge();
  const { participant, office: name } = office;
  const note = await signSignIn({ challenge, log, participant, office: name }, signer);
  return client.signIn({ note: parseUtf8(note) ?? '' });
}

/**
 * Signs in where offices are certified by their own ministries: with the key that this browser holds, else with
 * a passkey that the log knows for the office, whichever device holds it.
 *
 * @returns `undefined` where there is no such key, or it is not certified now
 */
export async function signInForOffice(
  client: Client,
  log: string,
  office: Office,
): Promise<Session | undefined> {
  const known = await findSigner(log, office.participant, office.office);
  const session = known && (await trySignIn(client, log, office, known));
  if (session !== undefined) return session;
  const passkeys = await certifiedPasskeys(client, office);
  return passkeys.length === 0 ? undefined : signInByPasskey(client, log, office, passkeys);
}

async function certifiedPasskeys(client: Client, office: Office): Promise<VerifierKey[]> {
  const { keys } = await client.register();
  return keys
    .filter((one) => one.participant === office.participant && one.office === office.office)
    .map((one) => parseVerifierKey(one.key))
    .flatMap((parsed) => (parsed.ok && isPasskeyOfThisPage(parsed.value) ? [parsed.value] : []));
}

/** Asks the device once; which of the office's passkeys answered shows in whose signature it is. */
async function signInByPasskey(
  client: Client,
  log: string,
  office: Office,
  keys: readonly VerifierKey[],
): Promise<Session | undefined> {
  const { challenge } = await client.challenge();
  const claim = { challenge, log, participant: office.participant, office: office.office };
  let given: Awaited<ReturnType<typeof askForAssertion>> | undefined;
  const sign = async (message: Uint8Array): Promise<Uint8Array> => {
    given ??= await askForAssertion(message, undefined);
    return given.signature;
  };
  for (const key of keys) {
    const note = await signSignIn(claim, { key, sign });
    if (given === undefined || !(await isSignedBy(note, key))) continue;
    await keepPasskey(log, office.participant, office.office, { key, credential: given.credential });
    return client.signIn({ note: parseUtf8(note) ?? '' });
  }
  return undefined;
}

async function isSignedBy(note: Uint8Array, key: VerifierKey): Promise<boolean> {
  const parsed = parseNote(note);
  if (!parsed.ok) return false;
  return (await verifyNote(parsed.value, [key], createSuite(subtle))).verified.length === 1;
}
