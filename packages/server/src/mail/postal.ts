import { createTransport } from 'nodemailer';
import type { Secret } from '../secret.ts';
import type { Mail } from './compose.ts';

/** A mail with what its envelope and headers say. */
export interface Outgoing extends Mail {
  readonly to: string;
  readonly language: string;
  /** The same mail has the same, however often it is handed over. */
  readonly messageId: string;
  /** Where a mail program stops further mails with one click (RFC 8058). */
  readonly oneClickUrl: string;
}

/** Why a mail was not taken: for the address, or for now. `status` is a code of SMTP, where the server gave one. */
export class NotTaken extends Error {
  readonly isAddress: boolean;
  readonly status: number | undefined;
  constructor(isAddress: boolean, status: number | undefined) {
    // Neither the address nor the words of the mail server, which may quote it: this is journalled.
    super(`the mail server did not take a mail (${status ?? 'no answer'})`);
    this.isAddress = isAddress;
    this.status = status;
  }
}

/** Hands mails over. */
export interface Postal {
  /** @throws NotTaken */
  send(mail: Outgoing): Promise<void>;
}

const timeoutMs = 20_000;

/** Hands mails over to a mail server by SMTP, one connection a mail. A server that hangs is left after seconds. */
export function smtpPostal(url: Secret, from: string): Postal {
  const transport = createTransport(url.reveal(), { from });
  Object.assign(transport.options, {
    connectionTimeout: timeoutMs / 2,
    greetingTimeout: timeoutMs / 2,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs / 2,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (mail) => {
      await transport
        .sendMail({
          ...{ from: { name: 'Rapport', address: from }, to: { name: '', address: mail.to } },
          ...{ subject: mail.subject, text: mail.text, messageId: mail.messageId, textEncoding: 'base64' },
          headers: headersOf(mail),
        })
        .catch((error: unknown) => {
          throw notTaken(error);
        });
    },
  };
}

/** No program answers these by itself; a reader stops them with one click. */
function headersOf({ oneClickUrl, language }: Outgoing): Record<string, string> {
  return {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'Content-Language': language,
    'List-Unsubscribe': `<${oneClickUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** A lasting refusal of the address itself ends mails to it; of anything else it may be the mail server's own trouble. */
function notTaken(error: unknown): NotTaken {
  const { responseCode, command, code } = error as { responseCode?: number; command?: string; code?: string };
  const isLasting = responseCode !== undefined && responseCode >= 500 && responseCode < 600;
  const isOfAddress = command === 'RCPT TO' || code === 'EENVELOPE';
  return new NotTaken(isLasting && isOfAddress, responseCode);
}
