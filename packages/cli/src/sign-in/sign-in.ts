import { type Client, signSignIn } from '@rapport/api';
import { parseUtf8 } from '@rapport/record';
import { Unusable } from '../io/outcome.ts';
import { openServer } from '../io/server.ts';
import type { Context } from '../io/surroundings.ts';
import { type OfficeKeyFile, readKeyFile } from '../keys/key-file.ts';

/**
 * A client that reads as the office of a key file, or as the public where no file is given. The session's
 * token is kept in memory only and ends with the command.
 *
 * @param work - what is done with it; the session is closed afterwards
 */
export async function withReader<T>(
  context: Context,
  server: string,
  keyPath: string | undefined,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  if (keyPath === undefined) return work(openServer(context, server));
  const client = await signIn(context, server, readKeyFile(context, keyPath));
  try {
    return await work(client);
  } finally {
    await client.signOut().catch(() => undefined); // it would end by itself
  }
}

async function signIn(context: Context, server: string, key: OfficeKeyFile): Promise<Client> {
  const client = openServer(context, server);
  const { challenge } = await client.challenge();
  const { log, participant, office } = key;
  const note = await signSignIn({ challenge, log, participant, office }, key.signer);
  const { token } = await client.signIn({ note: parseUtf8(note) ?? '' });
  if (token !== undefined) return openServer(context, server, token);
  throw new Unusable('sign-in', {
    en: 'The server gave no session: it may be of another release.',
    ru: 'Сервер не открыл сеанс: возможно, это другая версия.',
  });
}
