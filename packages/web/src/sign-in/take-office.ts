import { type Client, ProblemError, type Session, signSignIn } from '@rapport/api';
import { parseUtf8, type Signer } from '@rapport/record';
import { findSigner, makeSigner, verifierText } from './office-keys.ts';

/** An invented office of the demonstration. */
export interface Office {
  readonly participant: string;
  readonly office: string;
}

/**
 * Signs in for an invented office: with the key that this browser holds for it, or, where it holds none
 * or the log does not know it (another log, a fresh database), with a new one that the invented
 * ministry certifies in the log.
 */
export async function takeOffice(client: Client, log: string, office: Office): Promise<Session> {
  const known = await findSigner(log, office.participant, office.office);
  const session = known && (await trySignIn(client, log, office, known));
  if (session !== undefined) return session;
  const signer = await makeSigner(log, office.participant, office.office);
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
