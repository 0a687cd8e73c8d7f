import { encodeVerifierKey, isKeyName, officeKeyName, type VerifierKey } from '@rapport/record';
import type { Command, CommandOption } from '../command.ts';
import { writeNewFile } from '../io/files.ts';
import type { Given } from '../io/given.ts';
import { type Outcome, Unusable } from '../io/outcome.ts';
import type { Context } from '../io/surroundings.ts';
import { encodeKeyFile, encodeLockedKeyFile, fingerprintOf, readKeyFile, verifierKeyOf } from './key-file.ts';
import { choosePassphrase } from './passphrase.ts';

const file = { en: 'the key file', ru: 'файл ключа' };

const participantOption: CommandOption = {
  flags: '--participant <code>',
  needed: true,
  says: { en: 'code of the participant, such as XA', ru: 'код участника, например XA' },
};
const logOption: CommandOption = {
  flags: '--log <origin>',
  needed: true,
  says: {
    en: 'origin of the log, such as cica.example/log',
    ru: 'имя журнала, например cica.example/log',
  },
};
const outOption: CommandOption = {
  flags: '--out <file>',
  needed: true,
  says: { en: 'file to write; never overwritten', ru: 'файл для записи; не перезаписывается' },
};

export const keysRoot: Command = {
  name: 'keys root',
  says: { en: 'make the root key of a participant', ru: 'создать корневой ключ участника' },
  options: [participantOption, logOption, outOption],
  more: {
    en: 'Make it on a computer of your own that is not on a network, and keep the file there and in a second safe. It is\nlocked with a passphrase, asked twice. The organisation enrols the verifier key by a notice; you compare the\nfingerprint and accept: rapport cosign enrolment.note --key XA-root.key --out accepted.note. From then on\nthe root key certifies the keys of your offices.',
    ru: 'Создайте его на своём компьютере без сети и храните файл там и во втором сейфе. Он закрыт парольной фразой,\nкоторую спрашивают дважды. Организация вносит проверочный ключ уведомлением; вы сверяете отпечаток и\nпринимаете: rapport cosign enrolment.note --key XA-root.key --out accepted.note. После этого корневой ключ\nудостоверяет ключи ваших должностей.',
  },
  run: async (given, context) => makeKey(given, context, 'root', true),
};

export const keysNew: Command = {
  name: 'keys new',
  says: { en: 'make a key for an office', ru: 'создать ключ должности' },
  options: [
    participantOption,
    {
      flags: '--office <name>',
      needed: true,
      says: {
        en: "name of the office, such as signing-officer; root for the ministry's own key",
        ru: 'название должности, например signing-officer; root — ключ самого министерства',
      },
    },
    logOption,
    outOption,
    {
      flags: '--passphrase',
      says: {
        en: 'lock the file with a passphrase, asked twice',
        ru: 'закрыть файл парольной фразой, которую спросят дважды',
      },
    },
  ],
  more: {
    en: "The file holds the private key: whoever has it speaks for the office. The verifier key printed is\npublic: the participant's root key certifies it by a key notice.",
    ru: 'В файле закрытый ключ: у кого он есть, тот говорит от имени должности. Показанный проверочный ключ\nоткрытый: его заверяет корневой ключ участника уведомлением о ключе.',
  },
  run: runNew,
};

export const keysShow: Command = {
  name: 'keys show',
  says: { en: 'show the public half of a key file', ru: 'показать открытую часть файла ключа' },
  args: [{ form: '<file>', says: file }],
  run: async ({ args }, context) => describe(readKeyFile(context, args[0] ?? '').signer.key, context),
};

async function runNew(given: Given, context: Context): Promise<Outcome> {
  return makeKey(given, context, given.needed('office'), given.is('passphrase'));
}

function makeKey(given: Given, context: Context, wanted: string, isLocked: boolean): Outcome {
  const participant = checkPart(given.needed('participant'), /^[A-Za-z0-9-]{2,32}$/, '--participant');
  const office = checkPart(wanted, /^[a-z0-9]+(-[a-z0-9]+)*$/, '--office');
  const log = given.needed('log');
  const name = officeKeyName(log, participant, office);
  if (!isKeyName(name)) throw badPart('--log', log);
  const seed = context.random(32);
  const text = isLocked
    ? encodeLockedKeyFile(name, seed, choosePassphrase(context), context.random(28))
    : encodeKeyFile(name, seed);
  writeNewFile(context, given.needed('out'), text, 0o600);
  context.note({
    en: `The private key is in ${given.needed('out')}, readable by you alone. Keep a copy in a safe place.`,
    ru: `Закрытый ключ — в файле ${given.needed('out')}, доступном только вам. Храните копию в надёжном месте.`,
  });
  return describe(verifierKeyOf(name, seed), context);
}

function checkPart(value: string, form: RegExp, flag: string): string {
  if (form.test(value)) return value;
  throw badPart(flag, value);
}

function badPart(flag: string, value: string): Unusable {
  return new Unusable('key-name', {
    en: `${flag} ${JSON.stringify(value)} cannot stand in the name of a key: use letters, digits, and single hyphens.`,
    ru: `${flag} ${JSON.stringify(value)} не может входить в имя ключа: используйте латинские буквы, цифры и одиночные дефисы.`,
  });
}

function describe(key: VerifierKey, { say }: Context): Outcome {
  const fingerprint = fingerprintOf(key);
  const verifier = encodeVerifierKey(key);
  return {
    status: 0,
    lines: [
      `${say({ en: 'Name:        ', ru: 'Имя:            ' })} ${key.name}`,
      `${say({ en: 'Verifier key:', ru: 'Проверочный ключ:' })} ${verifier}`,
      `${say({ en: 'Fingerprint: ', ru: 'Отпечаток:      ' })} ${fingerprint}`,
    ],
    json: { name: key.name, key: verifier, fingerprint },
  };
}
