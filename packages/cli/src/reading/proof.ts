import { parseProofFile } from '@rapport/notices';
import type { Command } from '../command.ts';
import { writeNewFile } from '../io/files.ts';
import type { Given } from '../io/given.ts';
import { keyOption, serverOption } from '../io/options.ts';
import { type Outcome, Unusable } from '../io/outcome.ts';
import type { Context } from '../io/surroundings.ts';
import { withReader } from '../sign-in/sign-in.ts';
import { parseId } from './notice-id.ts';

export const proof: Command = {
  name: 'proof',
  says: { en: "download a notice's proof file", ru: 'скачать файл доказательства уведомления' },
  args: [{ form: '<id>', says: { en: 'id of the notice', ru: 'идентификатор уведомления' } }],
  options: [
    serverOption,
    keyOption,
    {
      flags: '-o, --out <file>',
      needed: true,
      says: { en: 'file to write; never overwritten', ru: 'файл для записи; не перезаписывается' },
    },
  ],
  run: (given, context) => runProof(parseId(given.args[0] ?? ''), given, context),
};

async function runProof(id: string, given: Given, context: Context): Promise<Outcome> {
  const bytes = await withReader(context, given.needed('server'), given.text('key'), (client) =>
    client.proofFile(id),
  );
  const path = given.needed('out');
  if (!parseProofFile(bytes).ok) {
    throw new Unusable('proof-form', {
      en: 'What the server sent is not a proof file; nothing was written.',
      ru: 'Присланное сервером — не файл доказательства; ничего не записано.',
    });
  }
  writeNewFile(context, path, bytes);
  const line = context.say({
    en: `${path}: ${bytes.length} bytes. "rapport verify ${path}" checks it, with no network.`,
    ru: `${path}: ${bytes.length} Б. Проверка без сети: «rapport verify ${path}».`,
  });
  return { status: 0, lines: [line], json: { id, file: path, bytes: bytes.length } };
}
