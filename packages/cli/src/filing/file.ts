import { encodeNote, encodeNoticeText, noticeId, signNote } from '@rapport/record';
import type { Command } from '../command.ts';
import { readGivenFile, writeNewFile } from '../io/files.ts';
import type { Given } from '../io/given.ts';
import { serverOption, trustOptions } from '../io/options.ts';
import { type Outcome, Unusable } from '../io/outcome.ts';
import { openServer } from '../io/server.ts';
import type { Context } from '../io/surroundings.ts';
import { readKeyFile } from '../keys/key-file.ts';
import { sealDraft } from '../sealing/seal-draft.ts';
import { type AttachedFile, readAttachments } from './attachments.ts';
import { deliver, type KeptNote, refusal } from './deliver.ts';
import { draftNotice } from './draft.ts';

export const file: Command = {
  name: 'file',
  says: {
    en: 'sign and file a notice, or deliver a signed one',
    ru: 'подписать и подать уведомление или доставить подписанное',
  },
  args: [
    {
      form: '[notice]',
      says: {
        en: 'file of a signed notice, to deliver as it is',
        ru: 'файл подписанного уведомления, чтобы доставить его без изменений',
      },
    },
  ],
  options: [
    serverOption,
    { flags: '--measure <id>', says: { en: 'measure of a new notice', ru: 'мера нового уведомления' } },
    {
      flags: '--edition <edition>',
      says: { en: 'its edition, if not the one in force', ru: 'её редакция, если не действующая' },
    },
    { flags: '--step <step>', says: { en: 'step of the measure', ru: 'шаг меры' } },
    {
      flags: '--answers <file>',
      says: { en: "JSON file with the form's answers", ru: 'файл JSON с ответами формы' },
    },
    {
      flags: '--key <file>',
      says: { en: 'key file of the office that signs', ru: 'файл ключа должности, которая подписывает' },
    },
    {
      flags: '--to <codes>',
      says: {
        en: 'participants it is for, such as XA,XB',
        ru: 'участники, которым оно предназначено, например XA,XB',
      },
    },
    {
      flags: '--audience <kind>',
      says: {
        en: 'participants, all (the public too), takers (who took the measure up), or dimension',
        ru: 'participants (всем участникам), all (всем, и публично), takers (принявшим меру) или dimension',
      },
    },
    {
      flags: '--thread <id>',
      says: { en: 'notice that opened the thread', ru: 'уведомление, открывшее дело' },
    },
    {
      flags: '--after <id>',
      says: { en: 'notice that this one follows', ru: 'уведомление, за которым следует это' },
    },
    {
      flags: '--attach <file>',
      repeated: true,
      says: { en: 'file to go with it; may be repeated', ru: 'прилагаемый файл; можно повторять' },
    },
    {
      flags: '--seal',
      says: {
        en: 'seal answers and files: only the participants named can open them, whoever hosts the record cannot',
        ru: 'запечатать ответы и файлы: открыть их смогут лишь названные участники, а ведущий журнал не сможет',
      },
    },
    ...trustOptions,
    {
      flags: '--out <file>',
      says: { en: 'where the signed notice is kept', ru: 'где сохранить подписанное уведомление' },
    },
    {
      flags: '--sign-only',
      says: { en: 'sign and keep it, send nothing', ru: 'подписать и сохранить, ничего не отправлять' },
    },
  ],
  more: {
    en: 'The signed notice is on disk before it is sent: after a lost line, "rapport file NOTICE" sends the same\nbytes again and gets the same receipt. Example:\n\n  rapport file --measure exercise-notice --step notify --answers answers.json --key XA-signing-officer.key --to XB,XC',
    ru: 'Подписанное уведомление записывается на диск до отправки: после обрыва связи «rapport file УВЕДОМЛЕНИЕ»\nотправит те же байты и получит ту же квитанцию. Пример:\n\n  rapport file --measure exercise-notice --step notify --answers answers.json --key XA-signing-officer.key --to XB,XC',
  },
  run: (given, context) =>
    given.args[0] === undefined ? runNew(given, context) : runSigned(given.args[0], given, context),
};

async function runSigned(path: string, given: Given, context: Context): Promise<Outcome> {
  if (given.text('measure') !== undefined || given.is('signOnly')) {
    throw new Unusable('arguments', {
      en: 'Either a signed notice is delivered or a new one is made: leave out the file, or --measure and --sign-only.',
      ru: 'Либо доставляется подписанное уведомление, либо создаётся новое: уберите файл или --measure и --sign-only.',
    });
  }
  const kept = { path, bytes: readGivenFile(context, path) };
  const files = readAttachments(context, given.list('attach'));
  return deliver(kept, files, openServer(context, given.needed('server')), context);
}

async function runNew(given: Given, context: Context): Promise<Outcome> {
  for (const option of ['measure', 'step', 'answers', 'key']) given.needed(option);
  const key = readKeyFile(context, given.needed('key'));
  const files = readAttachments(context, given.list('attach'));
  const client = openServer(context, given.needed('server'));
  const drafted = await draftNotice(given, client, key, files, context);
  if ('findings' in drafted) return refusal(drafted.findings, context);
  const said = given.is('seal')
    ? await sealDraft(drafted.notice, files, client, given, context)
    : { notice: drafted.notice, files };
  const text = encodeNoticeText(said.notice);
  const bytes = encodeNote(await signNote(text, [key.signer]));
  const kept = keep(bytes, text, given, context);
  if (given.is('seal')) keepSealed(said.files, kept, context);
  if (given.is('signOnly')) return signedOnly(kept, noticeId(text), context);
  return deliver(kept, said.files, client, context);
}

/** Beside the note, under their own names: delivering the note again needs them. */
function keepSealed(files: readonly AttachedFile[], { path }: KeptNote, context: Context): void {
  for (const { attachment, bytes } of files) writeNewFile(context, `${path}.${attachment.name}`, bytes);
  const names = files.map(({ attachment }) => `--attach ${path}.${attachment.name}`).join(' ');
  context.note({
    en: `To deliver it again: rapport file ${path} ${names}`,
    ru: `Доставить снова: rapport file ${path} ${names}`,
  });
}

function keep(bytes: Uint8Array, text: string, given: Given, context: Context): KeptNote {
  const byDefault = `${given.needed('measure')}-${given.needed('step')}-${noticeId(text).slice(0, 8)}.note`;
  const path = given.text('out') ?? byDefault;
  writeNewFile(context, path, bytes);
  context.note({ en: `Signed: ${path}`, ru: `Подписано: ${path}` });
  return { path, bytes };
}

function signedOnly({ path }: KeptNote, id: string, { say }: Context): Outcome {
  return {
    status: 0,
    lines: [
      say({
        en: `Notice ${id} is signed and kept in ${path}. Nothing was sent; "rapport file ${path}" delivers it.`,
        ru: `Уведомление ${id} подписано и сохранено в ${path}. Ничего не отправлено; доставит «rapport file ${path}».`,
      }),
    ],
    json: { id, note: path },
  };
}
