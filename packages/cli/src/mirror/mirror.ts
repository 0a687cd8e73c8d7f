import { resolve } from 'node:path';
import { encodeVerifierKey } from '@rapport/record';
import type { Command } from '../command.ts';
import { writeNewFile } from '../io/files.ts';
import type { Given } from '../io/given.ts';
import { keyOption, trustOptions } from '../io/options.ts';
import { type Outcome, Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import { outcomeOf } from '../verify/report.ts';
import { checkMirror } from './check-mirror.ts';
import { copyLog } from './copy.ts';
import { encodeMirrorKey, isMirrorName, mirrorKeyOf } from './mirror-key.ts';

const folderArgument = {
  form: '<folder>',
  says: { en: 'folder of the mirror', ru: 'папка зеркала' },
} as const;

export const mirror: Command = {
  name: 'mirror',
  says: {
    en: 'keep a whole verified copy of a log and of what you may read',
    ru: 'вести полную проверенную копию журнала и того, что вам доступно',
  },
  args: [
    {
      form: '<address>',
      says: { en: 'address of the server or of its log', ru: 'адрес сервера или его журнала' },
    },
    folderArgument,
  ],
  options: [
    ...trustOptions,
    keyOption,
    {
      flags: '--mirror-key <file>',
      says: {
        en: "the mirror's own key, to cosign what it holds (rapport mirror key)",
        ru: 'ключ самого зеркала, чтобы подписывать то, что в нём есть (rapport mirror key)',
      },
    },
  ],
  more: {
    en: 'Run it again to bring the copy up to date, as often as you like: it goes on where it was. Trusted keys as\nfor "rapport verify".',
    ru: 'Запускайте снова, чтобы обновить копию: она продолжится с того же места. Доверенные ключи — как у\n«rapport verify».',
  },
  run: async (given, context) =>
    outcomeOf(await copyLog(given.args[0] ?? '', folderOf(given, 1, context), given, context), context),
};

export const mirrorCheck: Command = {
  name: 'mirror check',
  says: { en: 'check a mirror, with no network', ru: 'проверить зеркало без сети' },
  args: [folderArgument],
  options: [
    ...trustOptions,
    {
      flags: '--mirror-key <vkey>',
      says: {
        en: 'verifier key of the mirror, which also proves that nothing was dropped from it',
        ru: 'проверочный ключ зеркала: с ним видно и то, что из зеркала ничего не изъято',
      },
    },
  ],
  run: async (given, context) =>
    outcomeOf(await checkMirror(folderOf(given, 0, context), given, context), context),
};

export const mirrorKey: Command = {
  name: 'mirror key',
  says: { en: "make a mirror's own key", ru: 'создать ключ зеркала' },
  options: [
    {
      flags: '--name <name>',
      needed: true,
      says: {
        en: 'name of the mirror, such as mirror.example/xa',
        ru: 'имя зеркала, например mirror.example/xa',
      },
    },
    {
      flags: '--out <file>',
      needed: true,
      says: { en: 'file to write; never overwritten', ru: 'файл для записи; не перезаписывается' },
    },
  ],
  run: async (given, context) => makeKey(given.needed('name'), given.needed('out'), context),
};

function makeKey(name: string, out: string, context: Context): Outcome {
  if (!isMirrorName(name)) {
    throw new Unusable('key-name', {
      en: `${printable(name)} cannot be the name of a key: no spaces, no "+", 255 bytes at most.`,
      ru: `${printable(name)} не может быть именем ключа: без пробелов и «+», не длиннее 255 байт.`,
    });
  }
  const seed = context.random(32);
  writeNewFile(context, out, encodeMirrorKey(name, seed), 0o600);
  const key = encodeVerifierKey(mirrorKeyOf(name, seed).key);
  const line = context.say({ en: `Verifier key: ${key}`, ru: `Проверочный ключ: ${key}` });
  return { status: 0, lines: [line], json: { name, key } };
}

function folderOf(given: Given, at: number, { folder }: Context): string {
  return resolve(folder, given.args[at] ?? '');
}
