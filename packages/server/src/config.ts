// The server's configuration: the environment, parsed once, with every mistake reported at once.
import { BlockList, isIP } from 'node:net';
import type { Secret } from './secret.ts';
import type { logLevels, modes } from './settings.ts';
import { type Setting, settings } from './settings.ts';

/** Every setting's value; the table in settings.ts says what each means. Folders are absolute paths. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  /** Absent: the built-in PostgreSQL, in the data folder. */
  readonly databaseUrl: Secret | undefined;
  readonly organisation: string;
  readonly mode: (typeof modes)[number];
  /** Whether an empty demonstration begins with a year of invented acts. */
  readonly inventedYear: boolean;
  readonly logKeyPassphrase: Secret | undefined;
  readonly logKeyCommand: string | undefined;
  /** The policy file that names the witnesses. */
  readonly witnesses: string | undefined;
  /** The file that names ministries' sign-in providers. */
  readonly signInProviders: string | undefined;
  /** The most filings taken from one network address in a minute. */
  readonly filingsPerMinute: number;
  /** Whether this process runs jobs. */
  readonly jobs: boolean;
  /** The most prints and exported lists made for one network address in a minute. */
  readonly printsPerMinute: number;
  /** The mail server. */
  readonly smtpUrl: Secret | undefined;
  readonly mailFrom: string | undefined;
  /** Where readers reach the pages, without a final slash. */
  readonly publicUrl: string | undefined;
  readonly logLevel: (typeof logLevels)[number];
}

/** One mistake, with a sentence for a person; it never holds a value that may be secret. */
export interface ConfigFinding {
  readonly code: 'setting-unknown' | 'setting-empty' | 'setting-malformed' | 'settings-conflict';
  readonly variable: string;
  readonly sentence: string;
}

export type ParsedConfig = { ok: true; config: Config } | { ok: false; findings: ConfigFinding[] };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Parses the settings out of the environment.
 *
 * @param environment - such as process.env; only names that begin with RAPPORT_ are looked at
 * @param folder - absolute path that relative paths start from
 * @returns the configuration, or every mistake there is, in the order of the table
 */
export function parseConfig(environment: Environment, folder: string): ParsedConfig {
  const findings = findUnknown(environment);
  const read = <T>(setting: Setting<T>): T => readSetting(setting, environment, folder, findings);
  const config: Config = {
    port: read(settings.port),
    host: read(settings.host),
    data: read(settings.data),
    databaseUrl: read<Secret | undefined>(settings.databaseUrl),
    organisation: read(settings.organisation),
    mode: read<Config['mode']>(settings.mode),
    inventedYear: read(settings.inventedYear),
    logKeyPassphrase: read<Secret | undefined>(settings.logKeyPassphrase),
    logKeyCommand: read<string | undefined>(settings.logKeyCommand),
    witnesses: read<string | undefined>(settings.witnesses),
    signInProviders: read<string | undefined>(settings.signInProviders),
    filingsPerMinute: read(settings.filingsPerMinute),
    jobs: read(settings.jobs),
    printsPerMinute: read(settings.printsPerMinute),
    smtpUrl: read<Secret | undefined>(settings.smtpUrl),
    mailFrom: read<string | undefined>(settings.mailFrom),
    publicUrl: read<string | undefined>(settings.publicUrl),
    logLevel: read<Config['logLevel']>(settings.logLevel),
  };
  findings.push(...findConflicts(config));
  return findings.length === 0 ? { ok: true, config } : { ok: false, findings };
}

function readSetting<T>(
  { variable, parse, fallback }: Setting<T>,
  environment: Environment,
  folder: string,
  findings: ConfigFinding[],
): T {
  const text = environment[variable];
  if (text === undefined) return fallback(folder);
  if (text.trim() === '') {
    findings.push({
      code: 'setting-empty',
      variable,
      sentence: `${variable} is empty: give it a value or remove it.`,
    });
    return fallback(folder);
  }
  const parsed = parse(text, folder);
  if (parsed.ok) return parsed.value;
  findings.push({ code: 'setting-malformed', variable, sentence: `${variable} ${parsed.mistake}.` });
  return fallback(folder);
}

/** A misspelt name would otherwise leave the default in force without a word. */
function findUnknown(environment: Environment): ConfigFinding[] {
  const known = new Set<string>(Object.values(settings).map(({ variable }) => variable));
  const unknown = Object.keys(environment).filter((name) => name.startsWith('RAPPORT_') && !known.has(name));
  return unknown.sort().map((variable) => ({
    code: 'setting-unknown',
    variable,
    sentence: `${variable} is not a setting of Rapport: correct its name or remove it.`,
  }));
}

function findConflicts(config: Config): ConfigFinding[] {
  const { mode, host, logKeyPassphrase, logKeyCommand } = config;
  const findings = findMissingForMail(config);
  if (mode === 'demonstration' && !isLoopback(host)) {
    const sentence = `A demonstration listens on this machine only, not on ${host}: remove RAPPORT_HOST or set RAPPORT_MODE=production.`;
    findings.push({ code: 'settings-conflict', variable: 'RAPPORT_HOST', sentence });
  }
  if (logKeyPassphrase && logKeyCommand) {
    const sentence =
      'RAPPORT_LOG_KEY_PASSPHRASE and RAPPORT_LOG_KEY_COMMAND exclude each other: the key is a file or is held by a program.';
    findings.push({ code: 'settings-conflict', variable: 'RAPPORT_LOG_KEY_COMMAND', sentence });
  }
  return findings;
}

function findMissingForMail({ smtpUrl, mailFrom, publicUrl }: Config): ConfigFinding[] {
  if (smtpUrl === undefined) return [];
  const wanted = { RAPPORT_MAIL_FROM: mailFrom, RAPPORT_PUBLIC_URL: publicUrl };
  const missing = Object.entries(wanted).flatMap(([variable, value]) =>
    value === undefined ? [variable] : [],
  );
  return missing.map((variable) => {
    const sentence = `RAPPORT_SMTP_URL needs ${variable} too: a mail has a sender, and leads to the pages.`;
    return { code: 'settings-conflict', variable, sentence };
  });
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** By address: a name other than localhost may resolve to anything, and differently tomorrow. */
function isLoopback(host: string): boolean {
  const version = isIP(host);
  return version === 0 ? host === 'localhost' : loopback.check(host, version === 6 ? 'ipv6' : 'ipv4');
}
