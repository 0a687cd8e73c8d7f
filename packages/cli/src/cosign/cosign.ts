import {
  compareSignatures,
  encodeCanonical,
  encodeNote,
  parseNotice,
  type SignedNotice,
  signNote,
} from '@rapport/record';
import type { Command } from '../command.ts';
import { readGivenFile, writeNewFile } from '../io/files.ts';
import type { Given } from '../io/given.ts';
import { type Outcome, Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import { readKeyFile } from '../keys/key-file.ts';

export const cosign: Command = {
  name: 'cosign',
  says: {
    en: 'add a signature to a signed notice that is not filed yet',
    ru: 'добавить подпись к подписанному, но ещё не поданному уведомлению',
  },
  args: [
    { form: '<notice>', says: { en: 'file of the signed notice', ru: 'файл подписанного уведомления' } },
  ],
  options: [
    {
      flags: '--key <file>',
      needed: true,
      says: { en: 'key file that signs too', ru: 'файл ключа, которым поставить ещё одну подпись' },
    },
    {
      flags: '--out <file>',
      needed: true,
      says: { en: 'file to write; never overwritten', ru: 'файл для записи; не перезаписывается' },
    },
  ],
  more: {
    en: 'Two officers of an office sign one after the other; the root key that an enrolment names accepts it so. What the\nnotice says is shown: compare a key\'s fingerprint before you accept it. "rapport file" delivers the outcome. Example:\n\n  rapport cosign enrolment.note --key XA-root.key --out accepted.note',
    ru: 'Так подписывают двое должностных лиц одно за другим; так корневой ключ, названный при внесении участника, его\nпринимает. Содержание уведомления показывается: прежде чем принять ключ, сверьте его отпечаток. Доставит\n«rapport file». Пример:\n\n  rapport cosign enrolment.note --key XA-root.key --out accepted.note',
  },
  run: runCosign,
};

async function runCosign(given: Given, context: Context): Promise<Outcome> {
  const path = given.args[0] ?? '';
  const signed = readSigned(path, context);
  const { signer, log } = readKeyFile(context, given.needed('key'));
  const { note, notice } = signed;
  if (log !== notice.log) throw otherLog(notice.log, log);
  if (note.signatures.some(({ name, keyId }) => name === signer.key.name && keyId === signer.key.keyId))
    throw signedAlready(path);
  const added = await signNote(note.text, [signer]);
  const signatures = [...note.signatures, ...added.signatures].toSorted(compareSignatures);
  const out = given.needed('out');
  writeNewFile(context, out, encodeNote({ text: note.text, signatures }));
  return describe(signed, out, signatures.length, context);
}

function readSigned(path: string, context: Context): SignedNotice {
  const parsed = parseNotice(readGivenFile(context, path));
  if (parsed.ok) return parsed.value;
  throw new Unusable('notice-file', {
    en: `${path} is not a signed notice (${parsed.code}).`,
    ru: `${path} — не подписанное уведомление (${parsed.code}).`,
  });
}

function otherLog(wanted: string, log: string): Unusable {
  return new Unusable('key-of-another-log', {
    en: `The notice is written for the log ${printable(wanted)}, the key for ${printable(log)}.`,
    ru: `Уведомление написано для журнала ${printable(wanted)}, а ключ — для ${printable(log)}.`,
  });
}

function signedAlready(path: string): Unusable {
  return new Unusable('signed-already', {
    en: `This key has signed ${path} already. Another officer's key is needed.`,
    ru: `Этим ключом ${path} уже подписан. Нужен ключ другого должностного лица.`,
  });
}

function describe({ id, notice }: SignedNotice, out: string, count: number, { say }: Context): Outcome {
  const answers = Object.entries(notice.answers).map(
    ([name, value]) =>
      `  ${printable(name)}: ${printable(typeof value === 'string' ? value : encodeCanonical(value))}`,
  );
  return {
    status: 0,
    lines: [
      `${printable(notice.participant)}, ${printable(notice.office)}: ${printable(notice.measure.id)} ${printable(notice.step)}`,
      ...answers,
      say({
        en: `Signatures: ${count}. Notice ${id} is kept in ${out}; nothing was sent.`,
        ru: `Подписей: ${count}. Уведомление ${id} сохранено в ${out}; ничего не отправлено.`,
      }),
    ],
    json: { id, note: out, signatures: count },
  };
}
