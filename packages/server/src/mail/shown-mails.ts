import type { ShownMails } from '@rapport/api';
import type { Queryable } from '../db/connect.ts';
import type { Holder } from './addresses.ts';

const shownMax = 200;

/** What would have been mailed to a holder's addresses, newest first: an office sees its participant's, a person its own. */
export async function listShown(
  db: Queryable,
  { participant, person }: Holder,
): Promise<ShownMails['mails']> {
  const { rows } = await db.query<ShownMails['mails'][number]>(
    `select s.id, s.at, a.address as "to", a.language, s.subject, s.text
      from mail_shown s join mail_addresses a on a.id = s.address
      where a.participant = $1 and ($2::uuid is null or a.person = $2::uuid) order by s.id desc limit ${shownMax}`,
    [participant, person ?? null],
  );
  return rows;
}
