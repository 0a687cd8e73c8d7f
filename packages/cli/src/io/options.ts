import type { CommandOption } from '../command.ts';
import { serverByDefault } from './server.ts';

/** Options that several commands share. */
export const serverOption: CommandOption = {
  flags: '--server <url>',
  says: { en: 'address of the server', ru: 'адрес сервера' },
  byDefault: serverByDefault,
};

export const keyOption: CommandOption = {
  flags: '--key <file>',
  says: {
    en: 'key file of an office, to read as its participant; without it, as the public',
    ru: 'файл ключа должности, чтобы читать от имени участника; без него — как все',
  },
};

/** The keys by which what a server says is judged. */
export const trustOptions: readonly CommandOption[] = [
  {
    flags: '--policy <file>',
    says: { en: 'C2SP tlog-policy with the trusted keys', ru: 'файл C2SP tlog-policy с доверенными ключами' },
  },
  {
    flags: '--log-key <vkey>',
    repeated: true,
    says: {
      en: 'trusted verifier key of the log; may be repeated',
      ru: 'доверенный проверочный ключ журнала; можно повторять',
    },
  },
];
