import { paths } from '@rapport/api';
import { encodeUtf8, parseNotice } from '@rapport/record';
import { hasRecipientForm, sealAnew } from '@rapport/sealing';
import type { Command } from '../command.ts';
import { writeNewFile } from '../io/files.ts';
import { keyOption, serverOption } from '../io/options.ts';
import { Unusable } from '../io/outcome.ts';
import { parseId } from '../reading/notice-id.ts';
import { withReader } from '../sign-in/sign-in.ts';
import { readSealingKeys } from './sealing-key.ts';

export const reseal: Command = {
  name: 'reseal',
  says: {
    en: 'seal the text of a notice anew, for a new officer',
    ru: 'запечатать текст уведомления заново, для нового сотрудника',
  },
  args: [{ form: '<id>', says: { en: 'id of the notice', ru: 'идентификатор уведомления' } }],
  options: [
    serverOption,
    keyOption,
    {
      flags: '--sealing-key <file>',
      needed: true,
      says: { en: 'a key that opens it', ru: 'ключ, который его открывает' },
    },
    {
      flags: '--for <key>',
      needed: true,
      says: { en: 'the new key, age1pq1...', ru: 'новый ключ, age1pq1...' },
    },
    {
      flags: '--out <file>',
      needed: true,
      says: { en: 'file to write; never overwritten', ru: 'файл для записи; не перезаписывается' },
    },
  ],
  more: {
    en: 'What is in the file is proved by the notice itself, whoever made it: read it with\n"rapport read ID --sealing-key NEW --sealed-text FILE".',
    ru: 'Содержимое файла доказывается самим уведомлением, кто бы его ни сделал: прочтите его командой\n«rapport read ID --sealing-key НОВЫЙ --sealed-text ФАЙЛ».',
  },
  run: async (given, context) => {
    const id = parseId(given.args[0] ?? '');
    const to = given.needed('for');
    if (!hasRecipientForm(to)) throw noRecipient();
    const identities = await readSealingKeys(context, [given.needed('sealingKey')]);
    const part = await withReader(context, given.needed('server'), given.text('key'), async (client) => {
      const parsed = parseNotice(encodeUtf8((await client.notice(id)).note ?? ''));
      const sealed = parsed.ok ? parsed.value.notice.sealed : undefined;
      if (sealed === undefined) throw notSealed();
      return client.bytes(paths.attachment(id, sealed.text));
    });
    const anew = await sealAnew(part, identities, [to]).catch(() => {
      throw noRecipient(); // its checksum is wrong
    });
    if (typeof anew === 'string') throw notOpened();
    writeNewFile(context, given.needed('out'), anew);
    const line = context.say({
      en: `${given.needed('out')} holds the text of the notice, sealed to that key alone.`,
      ru: `В ${given.needed('out')} — текст уведомления, запечатанный только для этого ключа.`,
    });
    return { status: 0, lines: [line], json: { id, file: given.needed('out') } };
  },
};

function noRecipient(): Unusable {
  return new Unusable('sealing-key-form', {
    en: 'That is not a key to seal to: the line age1pq1... that "rapport keys sealing" printed, whole.',
    ru: 'Это не ключ для запечатывания: нужна строка age1pq1..., которую вывела «rapport keys sealing», целиком.',
  });
}

function notSealed(): Unusable {
  return new Unusable('not-sealed', {
    en: 'That notice is not sealed.',
    ru: 'Это уведомление не запечатано.',
  });
}

function notOpened(): Unusable {
  return new Unusable('sealed-not-for-you', {
    en: 'The notice is not sealed to the key given, or its text is damaged.',
    ru: 'Уведомление запечатано не для указанного ключа, или его текст повреждён.',
  });
}
