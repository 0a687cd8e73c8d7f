import type { Config } from '../config.ts';
import type { Db } from '../db/connect.ts';
import { type MailCodes, openMailCodes } from './codes.ts';
import { type Postal, smtpPostal } from './postal.ts';

/** What a server has for mail. */
export interface MailParts {
  /** Whether mail is sent, shown instead, or neither: only a demonstration shows what would have been sent. */
  readonly sending: 'smtp' | 'shown' | 'none';
  readonly postal: Postal | undefined;
  readonly codes: MailCodes;
  /** Where readers reach the pages; where it is not set, known once the server listens. */
  publicUrl: string | undefined;
}

export async function openMail({ smtpUrl, mailFrom, publicUrl, mode }: Config, db: Db): Promise<MailParts> {
  const codes = await openMailCodes(db);
  if (smtpUrl !== undefined && mailFrom !== undefined)
    return { sending: 'smtp', postal: smtpPostal(smtpUrl, mailFrom), codes, publicUrl };
  const sending = mode === 'demonstration' ? 'shown' : 'none';
  return { sending, postal: undefined, codes, publicUrl };
}
