import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { type Config, parseConfig } from './config.ts';
import { settings } from './settings.ts';

const folder = '/srv/rapport';

function parseGood(environment: Record<string, string>): Config {
  const parsed = parseConfig(environment, folder);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  return parsed.config;
}

function mistakes(environment: Record<string, string>): string[] {
  const parsed = parseConfig(environment, folder);
  return parsed.ok ? [] : parsed.findings.map(({ code, variable }) => `${code} ${variable}`);
}

test('without any variable, a demonstration for this machine only', () => {
  const { organisation, ...rest } = parseGood({ PATH: '/bin' });
  expect(organisation).toMatch(/organisations.cica$/);
  expect(rest).toEqual({
    port: 8420,
    host: '127.0.0.1',
    data: '/srv/rapport/data',
    databaseUrl: undefined,
    filingsPerMinute: 600,
    printsPerMinute: 120,
    mode: 'demonstration',
    inventedYear: false,
    jobs: true,
    logKeyPassphrase: undefined,
    logKeyCommand: undefined,
    logLevel: 'info',
  });
});

test('takes every setting', () => {
  const config = parseGood({
    RAPPORT_PORT: '0',
    RAPPORT_HOST: '0.0.0.0',
    RAPPORT_DATA: 'elsewhere',
    RAPPORT_DATABASE_URL: 'postgresql://u:p@db/rapport',
    RAPPORT_ORGANISATION: '/srv/osce',
    RAPPORT_MODE: 'production',
    RAPPORT_LOG_KEY_COMMAND: '/usr/bin/sign',
    RAPPORT_LOG_LEVEL: 'warn',
    RAPPORT_JOBS: 'no',
    RAPPORT_SMTP_URL: 'smtps://u:p@mail.example:465',
    RAPPORT_MAIL_FROM: 'rapport@secretariat.example',
    RAPPORT_PUBLIC_URL: 'https://rapport.example/',
  });
  expect(config.jobs).toBe(false);
  expect([config.smtpUrl?.reveal(), config.mailFrom]).toEqual([
    'smtps://u:p@mail.example:465',
    'rapport@secretariat.example',
  ]);
  expect(config.publicUrl).toBe('https://rapport.example');
  expect(config).toMatchObject({
    port: 0,
    host: '0.0.0.0',
    data: '/srv/rapport/elsewhere',
    organisation: '/srv/osce',
  });
  expect(config).toMatchObject({ mode: 'production', logKeyCommand: '/usr/bin/sign', logLevel: 'warn' });
  expect(config.databaseUrl?.reveal()).toBe('postgresql://u:p@db/rapport');
});

test.each([
  ['RAPPORT_JOBS', 'off'],
  ['RAPPORT_SMTP_URL', 'mail.example'],
  ['RAPPORT_SMTP_URL', 'http://mail.example'],
  ['RAPPORT_MAIL_FROM', 'Rapport <rapport@example.org>'],
  ['RAPPORT_PUBLIC_URL', 'http://rapport.example'],
  ['RAPPORT_PUBLIC_URL', 'https://rapport.example/?a=b'],
  ['RAPPORT_PORT', '65536'],
  ['RAPPORT_PORT', '-1'],
  ['RAPPORT_PORT', '80 '],
  ['RAPPORT_HOST', 'http://localhost'],
  ['RAPPORT_DATABASE_URL', 'mysql://db/rapport'],
  ['RAPPORT_DATABASE_URL', 'db.example'],
  ['RAPPORT_MODE', 'Production'],
  ['RAPPORT_LOG_KEY_PASSPHRASE', 'short'],
  ['RAPPORT_LOG_KEY_COMMAND', 'sign'],
  ['RAPPORT_LOG_LEVEL', 'loud'],
])('%s=%s is refused', (variable, value) => {
  expect(mistakes({ [variable]: value })).toEqual([`setting-malformed ${variable}`]);
});

test.each(Object.values(settings).map(({ variable }) => variable))(
  '%s= (empty) is refused, not ignored',
  (variable) => {
    expect(mistakes({ [variable]: ' ' })).toEqual([`setting-empty ${variable}`]);
  },
);

test('reports all mistakes at once, misspelt names too', () => {
  expect(
    mistakes({ RAPPORT_PORT: 'x', RAPPORT_PROT: '1', RAPPORT_LOG_LEVEL: 'loud', RAPPORT_HOST: '::' }),
  ).toEqual([
    'setting-unknown RAPPORT_PROT',
    'setting-malformed RAPPORT_PORT',
    'setting-malformed RAPPORT_LOG_LEVEL',
    'settings-conflict RAPPORT_HOST',
  ]);
});

test.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost'])('a demonstration may listen on %s', (host) => {
  expect(mistakes({ RAPPORT_HOST: host })).toEqual([]);
});

test.each(['0.0.0.0', '::', '192.0.2.1', 'localhost.example', '128.0.0.1'])('but not on %s', (host) => {
  expect(mistakes({ RAPPORT_HOST: host })).toEqual(['settings-conflict RAPPORT_HOST']);
  expect(mistakes({ RAPPORT_HOST: host, RAPPORT_MODE: 'production' })).toEqual([]);
});

test('the log key is a file or is held by a program, not both', () => {
  const both = { RAPPORT_LOG_KEY_PASSPHRASE: 'correct horse battery', RAPPORT_LOG_KEY_COMMAND: '/bin/sign' };
  expect(mistakes(both)).toEqual(['settings-conflict RAPPORT_LOG_KEY_COMMAND']);
});

test('secrets show neither in the configuration printed nor in a mistake', () => {
  const secrets = {
    RAPPORT_LOG_KEY_PASSPHRASE: 'correct horse battery',
    RAPPORT_DATABASE_URL: 'postgres://u:hunter2@db/r',
  };
  const config = parseGood(secrets);
  for (const shown of [
    JSON.stringify(config),
    inspect(config),
    `${config.databaseUrl} ${config.logKeyPassphrase}`,
  ]) {
    expect(shown).not.toMatch(/horse|hunter2/);
    expect(shown).toContain('[secret]');
  }
  const wrong = parseConfig(
    { RAPPORT_LOG_KEY_PASSPHRASE: 'hunter2', RAPPORT_DATABASE_URL: 'mysql://u:hunter2@db' },
    folder,
  );
  expect(JSON.stringify(wrong)).not.toContain('hunter2');
});

test('docs/operating.md shows the table as it is', () => {
  const page = readFileSync(new URL('../../../docs/operating.md', import.meta.url), 'utf8');
  for (const { variable, unit, byDefault, risk } of Object.values(settings)) {
    expect(page).toContain(`| \`${variable}\` | ${unit} | ${byDefault} | ${risk} |`);
  }
  const shown = [...page.matchAll(/^\| `(RAPPORT_\w+)` \|/gm)].map(([, name]) => name);
  expect(shown).toEqual(Object.values(settings).map(({ variable }) => variable));
});
