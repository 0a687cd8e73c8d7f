import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real mail server that keeps what it takes. */
export interface MailServer {
  readonly url: string;
  /** What was taken, in order. */
  readonly mails: readonly TakenMail[];
  /** How it answers from now on. */
  behave(as: 'takes' | 'refuses-address' | 'busy' | 'hangs' | 'takes-and-hangs'): void;
  /** Those taken for an address. */
  to(address: string): readonly TakenMail[];
  close(): Promise<void>;
}

export interface TakenMail {
  readonly to: string;
  readonly raw: string;
  readonly parsed: ParsedMail;
  readonly text: string;
}

export async function openMailServer(): Promise<MailServer> {
  const mails: TakenMail[] = [];
  let behaviour: Parameters<MailServer['behave']>[0] = 'takes';
  const refusal = (code: number): Error =>
    Object.assign(new Error('No such mailbox here'), { responseCode: code });
  const keep = async (raw: string, to: string): Promise<void> => {
    const parsed = await simpleParser(raw);
    mails.push({ to, raw, parsed, text: parsed.text ?? '' });
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, done) => {
      if (behaviour === 'hangs') return;
      if (behaviour === 'refuses-address') return done(refusal(550));
      done(behaviour === 'busy' ? refusal(451) : null);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        void keep(raw, to).finally(behaviour === 'takes-and-hangs' ? undefined : () => done());
      });
    },
  });
  server.on('error', () => undefined); // a client that was killed
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    behave: (as) => {
      behaviour = as;
    },
    to: (address) => mails.filter((mail) => mail.to === address),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
