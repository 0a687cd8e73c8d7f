// Every setting of the server, as a table: docs/operating.md shows the same one.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Secret } from './secret.ts';

export const modes = ['demonstration', 'production'] as const;
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What a text means, or the end of a sentence that begins with the setting's name. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; mistake: string };

export interface Setting<T> {
  /** The variable, always RAPPORT_... */
  readonly variable: string;
  /** Unit and form of the value. */
  readonly unit: string;
  /** Value when the variable is absent, in words where it is none. */
  readonly byDefault: string;
  /** What someone able to change it could do. */
  readonly risk: string;
  /** @param folder - absolute path that relative paths start from */
  readonly parse: (text: string, folder: string) => Parsed<T>;
  /** @param folder - absolute path that relative paths start from */
  readonly fallback: (folder: string) => T;
}

const ownOrganisation = fileURLToPath(new URL('../../../organisations/cica', import.meta.url));

export const settings = {
  port: {
    variable: 'RAPPORT_PORT',
    unit: 'TCP port, 0 to 65535; 0 takes any free one',
    byDefault: '8420',
    risk: 'Take the service out of reach, which everyone sees.',
    parse: (text) =>
      /^\d{1,5}$/.test(text) && Number(text) <= 65_535
        ? good(Number(text))
        : bad('must be a port, 0 to 65535'),
    fallback: () => 8420,
  } satisfies Setting<number>,
  host: {
    variable: 'RAPPORT_HOST',
    unit: 'address or host name to listen on',
    byDefault: '127.0.0.1 (this machine only)',
    risk: 'Open the server to other networks, past the proxy that holds its certificate. A demonstration refuses.',
    parse: (text) =>
      /^[\w.:-]+$/.test(text) ? good(text) : bad('must be an address or host name, without a port'),
    fallback: () => '127.0.0.1',
  } satisfies Setting<string>,
  data: {
    variable: 'RAPPORT_DATA',
    unit: 'folder; relative to where the server is started',
    byDefault: '`data`',
    risk: 'Start the log from another copy. Witnesses refuse its checkpoints when it is an older or a different one.',
    parse: (text, folder) => good(resolve(folder, text)),
    fallback: (folder) => resolve(folder, 'data'),
  } satisfies Setting<string>,
  databaseUrl: {
    variable: 'RAPPORT_DATABASE_URL',
    unit: 'postgres:// address, with user, password and database; secret',
    byDefault: 'the built-in PostgreSQL, in the data folder',
    risk: 'Read what is not sealed, refuse service, or point at another database; altering entries there breaks proofs.',
    parse: (text) => (isPostgresUrl(text) ? good(new Secret(text)) : bad('must be a postgres:// address')),
    fallback: () => undefined,
  } satisfies Setting<Secret | undefined>,
  organisation: {
    variable: 'RAPPORT_ORGANISATION',
    unit: 'folder of the organisation; relative to where the server is started',
    byDefault: '`organisations/cica` of the checkout',
    risk: 'Change rules and wording for notices to come. Each notice names the hash of its measure, so old ones keep theirs.',
    parse: (text, folder) => good(resolve(folder, text)),
    fallback: () => ownOrganisation,
  } satisfies Setting<string>,
  mode: {
    variable: 'RAPPORT_MODE',
    unit: '`demonstration` or `production`',
    byDefault: '`demonstration`',
    risk: 'A demonstration plays every state itself: its record means nothing. It listens on this machine only.',
    parse: (text) => oneOf(modes, text),
    fallback: () => 'demonstration',
  } satisfies Setting<(typeof modes)[number]>,
  inventedYear: {
    variable: 'RAPPORT_INVENTED_YEAR',
    unit: '`yes` or `no`: whether an empty demonstration begins with a year of invented acts',
    byDefault: '`no`',
    risk: 'None: only a demonstration of an organisation whose folder says that it is invented takes it.',
    parse: (text) => yesOrNo(text),
    fallback: () => false,
  } satisfies Setting<boolean>,
  logKeyPassphrase: {
    variable: 'RAPPORT_LOG_KEY_PASSPHRASE',
    unit: 'text, 12 characters or more; secret',
    byDefault: 'none: the key file is protected by its file mode alone',
    risk: "With the key file too: sign as the log. A second history then still shows at the states' witnesses.",
    parse: (text) => (text.length >= 12 ? good(new Secret(text)) : bad('must have 12 characters or more')),
    fallback: () => undefined,
  } satisfies Setting<Secret | undefined>,
  logKeyCommand: {
    variable: 'RAPPORT_LOG_KEY_COMMAND',
    unit: 'absolute path of a program that signs, such as a bridge to a hardware module',
    byDefault: 'none: the key is a file in the data folder',
    risk: "Run any program as the server's user.",
    parse: (text) => (text.startsWith('/') ? good(text) : bad('must be the absolute path of a program')),
    fallback: () => undefined,
  } satisfies Setting<string | undefined>,
  witnesses: {
    variable: 'RAPPORT_WITNESSES',
    unit: 'file in the form of C2SP tlog-policy: witnesses with addresses, groups, quorum; relative to where the server is started',
    byDefault: 'none: the log is not witnessed',
    risk: 'Leave witnesses out, which everyone sees who asks the log for their state.',
    parse: (text, folder) => good(resolve(folder, text)),
    fallback: () => undefined,
  } satisfies Setting<string | undefined>,
  signInProviders: {
    variable: 'RAPPORT_SIGN_IN_PROVIDERS',
    unit: "JSON file that names ministries' own OpenID Connect providers; relative to where the server is started",
    byDefault: 'none: people sign in with office keys alone',
    risk: 'Read as whoever was invited through a provider of the file; nobody signs that way.',
    parse: (text, folder) => good(resolve(folder, text)),
    fallback: () => undefined,
  } satisfies Setting<string | undefined>,
  filingsPerMinute: {
    variable: 'RAPPORT_FILINGS_PER_MINUTE',
    unit: 'filings a minute from one network address, 1 to 10,000,000',
    byDefault: '`600`',
    risk: 'Let one address keep the log busy, or turn away a ministry that sends much at once; nothing is lost either way.',
    parse: (text) =>
      /^[1-9]\d{0,7}$/.test(text) && Number(text) <= 10_000_000
        ? good(Number(text))
        : bad('must be a whole number, 1 to 10000000'),
    fallback: () => 600,
  } satisfies Setting<number>,
  jobs: {
    variable: 'RAPPORT_JOBS',
    unit: '`yes` or `no`: whether this process sends mail and reminders and does what was put off to a set time',
    byDefault: '`yes`',
    risk: 'Keep reminders and what is to be filed at a set time from going out. No status changes by it.',
    parse: (text) => yesOrNo(text),
    fallback: () => true,
  } satisfies Setting<boolean>,
  printsPerMinute: {
    variable: 'RAPPORT_PRINTS_PER_MINUTE',
    unit: 'prints, exported lists and public calendars a minute for one network address, 1 to 10,000,000',
    byDefault: '`120`',
    risk: 'Let one address keep a processor busy with pages, or turn away a ministry that prints much; filing goes on either way.',
    parse: (text) =>
      /^[1-9]\d{0,7}$/.test(text) && Number(text) <= 10_000_000
        ? good(Number(text))
        : bad('must be a whole number, 1 to 10000000'),
    fallback: () => 120,
  } satisfies Setting<number>,
  smtpUrl: {
    variable: 'RAPPORT_SMTP_URL',
    unit: 'smtp:// or smtps:// address of a mail server, with user and password if it wants them; secret',
    byDefault: 'none: no mail is sent; a demonstration shows what would have been',
    risk: 'Read every mail that leaves, which says who is asked for what and by when, or keep mails from leaving.',
    parse: (text) =>
      isSmtpUrl(text) ? good(new Secret(text)) : bad('must be an smtp:// or smtps:// address'),
    fallback: () => undefined,
  } satisfies Setting<Secret | undefined>,
  mailFrom: {
    variable: 'RAPPORT_MAIL_FROM',
    unit: 'address that mails come from, such as `rapport@secretariat.example`',
    byDefault: 'none; wanted with `RAPPORT_SMTP_URL`',
    risk: "Send mails in another's name, as far as the mail server lets it.",
    parse: (text) =>
      /^[^\s@<>"]+@[^\s@<>"]+$/.test(text) ? good(text) : bad('must be one mail address, without a name'),
    fallback: () => undefined,
  } satisfies Setting<string | undefined>,
  publicUrl: {
    variable: 'RAPPORT_PUBLIC_URL',
    unit: 'https:// address of the pages, as readers reach them',
    byDefault: 'none; wanted with `RAPPORT_SMTP_URL`',
    risk: 'Lead readers of mails to other pages, which could ask for their keys.',
    parse: (text) =>
      isPublicUrl(text) ? good(text.replace(/\/+$/, '')) : bad('must be an https:// address without a query'),
    fallback: () => undefined,
  } satisfies Setting<string | undefined>,
  logLevel: {
    variable: 'RAPPORT_LOG_LEVEL',
    unit: logLevels.map((level) => `\`${level}\``).join(', '),
    byDefault: '`info`',
    risk: 'Hide traces of an attack on the machine, or fill its disk.',
    parse: (text) => oneOf(logLevels, text),
    fallback: () => 'info',
  } satisfies Setting<(typeof logLevels)[number]>,
};

function good<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

function bad(mistake: string): { ok: false; mistake: string } {
  return { ok: false, mistake };
}

function yesOrNo(text: string): Parsed<boolean> {
  return text === 'yes' || text === 'no' ? good(text === 'yes') : bad('must be yes or no');
}

function oneOf<const T extends string>(choices: readonly T[], text: string): Parsed<T> {
  const value = choices.find((choice) => choice === text);
  return value === undefined ? bad(`must be one of: ${choices.join(', ')}`) : good(value);
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
}

function isSmtpUrl(text: string): boolean {
  return (
    URL.canParse(text) && ['smtp:', 'smtps:'].includes(new URL(text).protocol) && new URL(text).host !== ''
  );
}

/** Without a certificate only on this machine. */
function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  if (search !== '' || hash !== '' || username !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname));
}
