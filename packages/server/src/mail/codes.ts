import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Queryable } from '../db/connect.ts';

/** What a link in a mail is good for. */
export type CodePurpose = 'confirm' | 'stop';

/** Makes and recognises the codes in links of mails: nothing is stored for one. */
export interface MailCodes {
  /** Such as `ID.CODE`. */
  make(purpose: CodePurpose, address: string): string;
  /** The id of the address for which a code is good; `undefined` for any other text. */
  read(purpose: CodePurpose, text: string): string | undefined;
}

const form = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/** The codes of the servers that share a database: they share the secret that it keeps. */
export async function openMailCodes(db: Queryable): Promise<MailCodes> {
  await db.query('insert into server_secrets (name, secret) values ($1, $2) on conflict do nothing', [
    'mail-codes',
    randomBytes(32),
  ]);
  const { rows } = await db.query<{ secret: Buffer }>(
    "select secret from server_secrets where name = 'mail-codes'",
  );
  const secret = rows[0]?.secret;
  if (secret === undefined) throw new Error('the database keeps no secret for the links of mails');
  const seal = (purpose: CodePurpose, id: string): Buffer =>
    createHmac('sha256', secret).update(`${purpose} ${id}`).digest();
  return {
    make: (purpose, id) => `${id}.${seal(purpose, id).toString('base64url')}`,
    read: (purpose, text) => {
      const [, id = '', code = ''] = form.exec(text) ?? [];
      const given = Buffer.from(code, 'base64url');
      const expected = seal(purpose, id);
      return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
    },
  };
}
