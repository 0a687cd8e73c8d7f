import { resolve } from 'node:path';
import { parseUtf8 } from '@rapport/record';
import { makeSealingKey, recipientOf } from '@rapport/sealing';
import type { Command } from '../command.ts';
import { readGivenFile, writeNewFile } from '../io/files.ts';
import type { Given } from '../io/given.ts';
import { type Outcome, Unusable } from '../io/outcome.ts';
import type { Context, Surroundings } from '../io/surroundings.ts';
import { checkMode } from '../keys/key-file.ts';

export const keysSealing: Command = {
  name: 'keys sealing',
  says: { en: 'make a key that opens what is sealed', ru: 'создать ключ, открывающий запечатанное' },
  options: [
    {
      flags: '--out <file>',
      needed: true,
      says: { en: 'file to write; never overwritten', ru: 'файл для записи; не перезаписывается' },
    },
    {
      flags: '--answers <file>',
      needed: true,
      says: {
        en: 'answers file to write, with which the key is published',
        ru: 'файл ответов для записи, с которым ключ публикуют',
      },
    },
  ],
  more: {
    en: 'An office publishes the key by a notice; from then on others seal to it. Who loses the file can read nothing that was\nsealed to it: keep a copy in a safe. Example:\n\n  rapport keys sealing --out XA-sealing.key --answers publish.json\n  rapport file --measure keys --step publish-sealing --answers publish.json --key XA-focal-point.key --audience all',
    ru: 'Должность публикует ключ уведомлением; с этого момента другие запечатывают для неё. Потерявший файл не прочтёт ничего из\nзапечатанного этим ключом: храните копию в сейфе. Пример:\n\n  rapport keys sealing --out XA-sealing.key --answers publish.json\n  rapport file --measure keys --step publish-sealing --answers publish.json --key XA-focal-point.key --audience all',
  },
  run: makeKey,
};

async function makeKey(given: Given, context: Context): Promise<Outcome> {
  const { identity, recipient } = await makeSealingKey();
  writeNewFile(context, given.needed('out'), `# ${recipient}\n${identity}\n`, 0o600);
  writeNewFile(context, given.needed('answers'), `${JSON.stringify({ key: recipient })}\n`);
  const lines = [
    context.say({
      en: `${given.needed('out')} opens what is sealed to it: readable by you alone, keep a copy in a safe place.`,
      ru: `${given.needed('out')} открывает запечатанное для него: доступен только вам, храните копию в надёжном месте.`,
    }),
    context.say({
      en: `${given.needed('answers')} holds the public half, ready to be filed.`,
      ru: `В ${given.needed('answers')} — открытая часть, готовая к подаче.`,
    }),
  ];
  return { status: 0, lines, json: { key: recipient, file: given.needed('out') } };
}

/** The identities in files that hold sealing keys, one a file. @throws Unusable; the sentence never shows the key */
export async function readSealingKeys(
  surroundings: Surroundings,
  paths: readonly string[],
): Promise<string[]> {
  return Promise.all(paths.map((path) => readSealingKey(surroundings, path)));
}

async function readSealingKey(surroundings: Surroundings, path: string): Promise<string> {
  const text = parseUtf8(readGivenFile(surroundings, path, 16_384)) ?? '';
  checkMode(resolve(surroundings.folder, path), path);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const [identity = '', ...more] = lines;
  if (more.length === 0 && (await recipientOf(identity)) !== undefined) return identity;
  throw new Unusable('sealing-key-file', {
    en: `${path} does not hold one sealing key, as "rapport keys sealing" writes it.`,
    ru: `${path} не содержит одного ключа для запечатанного, какой пишет «rapport keys sealing».`,
  });
}
