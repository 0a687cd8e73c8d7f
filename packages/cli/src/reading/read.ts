import type { Client, NoticeQuery, NoticeWhole } from '@rapport/api';
import {
  encodeUtf8,
  equalBytes,
  type Notice,
  parseEntry,
  parseNotice,
  type SignedNotice,
} from '@rapport/record';
import type { Command } from '../command.ts';
import type { Given } from '../io/given.ts';
import { keyOption, serverOption } from '../io/options.ts';
import { type Outcome, Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import { fetchMeasure } from '../measures/fetch-measure.ts';
import { openSealed } from '../sealing/open-sealed.ts';
import { withReader } from '../sign-in/sign-in.ts';
import { parseId } from './notice-id.ts';
import { presentErased, presentNotice, presentSummary } from './present.ts';

export const read: Command = {
  name: 'read',
  says: { en: 'read a notice, a thread or a list', ru: 'прочитать уведомление, дело или список' },
  args: [
    {
      form: '[id]',
      says: { en: 'id of a notice; without it a list', ru: 'идентификатор уведомления; без него — список' },
    },
  ],
  options: [
    serverOption,
    keyOption,
    { flags: '--thread <id>', says: { en: 'all notices of a thread', ru: 'все уведомления дела' } },
    {
      flags: '--box <box>',
      says: { en: 'received, sent or all', ru: 'received (полученные), sent (отправленные) или all (все)' },
      byDefault: 'all',
    },
    {
      flags: '--measure <id>',
      says: { en: 'only notices of this measure', ru: 'только уведомления этой меры' },
    },
    {
      flags: '--limit <count>',
      says: { en: 'the most notices listed, 1 to 100', ru: 'сколько уведомлений показать, от 1 до 100' },
      byDefault: '20',
    },
    {
      flags: '--before <number>',
      says: {
        en: 'only notices before this number of the log',
        ru: 'только уведомления до этого номера журнала',
      },
    },
    {
      flags: '--sealing-key <file>',
      repeated: true,
      says: {
        en: 'key that opens what is sealed; may be repeated',
        ru: 'ключ, открывающий запечатанное; можно повторять',
      },
    },
    {
      flags: '--files <folder>',
      says: {
        en: 'save the files of a sealed notice there',
        ru: 'сохранить туда файлы запечатанного уведомления',
      },
    },
    {
      flags: '--sealed-text <file>',
      says: {
        en: 'its text, sealed anew by somebody (rapport reseal)',
        ru: 'его текст, запечатанный кем-то заново (rapport reseal)',
      },
    },
    {
      flags: '--disclose <file>',
      says: {
        en: 'write its opened text, with which anybody can be shown what it says',
        ru: 'записать открытый текст: с ним любому можно показать содержание',
      },
    },
    {
      flags: '--disclosed <file>',
      says: {
        en: 'such a text, checked against the notice; no key is needed',
        ru: 'такой текст; сверяется с уведомлением, ключ не нужен',
      },
    },
    {
      flags: '--raw',
      says: { en: 'the signed notice, byte for byte', ru: 'подписанное уведомление байт в байт' },
    },
  ],
  more: {
    en: 'What is shown is what the server says: "rapport proof" and "rapport verify" show that it is true.',
    ru: 'Показано то, что сообщает сервер; «rapport proof» и «rapport verify» покажут, что это так.',
  },
  run: (given, context) =>
    withReader(context, given.needed('server'), given.text('key'), (client) =>
      runRead(given, client, context),
    ),
};

async function runRead(given: Given, client: Client, context: Context): Promise<Outcome> {
  const [id] = given.args;
  const thread = given.text('thread');
  if (id !== undefined) return readOne(parseId(id), given, client, context);
  if (thread !== undefined) return readThread(parseId(thread), given, client, context);
  return readList(given, client, context);
}

async function readOne(id: string, given: Given, client: Client, context: Context): Promise<Outcome> {
  const raw = given.is('raw');
  const whole = await client.notice(id);
  if (whole.erased !== undefined && !raw)
    return { status: 0, lines: presentErased(whole, whole.erased, context), json: { notice: whole } };
  const signed = openNote(whole, id);
  if (raw) return { status: 0, lines: [], bytes: signed.bytes, json: { notice: whole } };
  const opened = await opening(whole, signed, given, client, context);
  const answers =
    opened === undefined || signed.notice.sealed === undefined ? {} : { answers: opened.answers };
  return {
    status: 0,
    lines: await present(whole, opened, client, context),
    json: { notice: whole, ...answers },
  };
}

async function readThread(id: string, given: Given, client: Client, context: Context): Promise<Outcome> {
  const { notices } = await client.thread(id);
  const lines: string[] = [];
  for (const whole of notices) {
    lines.push(
      ...(whole.erased === undefined
        ? await present(
            whole,
            await opening(whole, openNote(whole, whole.id), given, client, context),
            client,
            context,
          )
        : presentErased(whole, whole.erased, context)),
      '',
    );
  }
  return { status: 0, lines: lines.slice(0, -1), json: { thread: id, notices } };
}

/** The note that came, if it is the one asked for and the entry commits to it. */
function openNote(whole: NoticeWhole, id: string): SignedNotice {
  if (whole.erased !== undefined) throw erasedWords(whole.erased.by);
  const signed = parseNotice(encodeUtf8(whole.note ?? ''));
  const entry = parseEntry(encodeUtf8(whole.entry));
  if (
    signed.ok &&
    entry.ok &&
    signed.value.id === id &&
    equalBytes(entry.value.noteHash, signed.value.noteHash)
  ) {
    return signed.value;
  }
  throw new Unusable('notice-other', {
    en: `The server did not answer with the notice ${printable(id)}.`,
    ru: `Сервер прислал не уведомление ${printable(id)}.`,
  });
}

function erasedWords(by: string): Unusable {
  return new Unusable('erased', {
    en: `Its sender has erased this notice by the notice ${printable(by)}: there is no text to give.`,
    ru: `Отправитель стёр это уведомление уведомлением ${printable(by)}: текста больше нет.`,
  });
}

/** What the notice says: of a sealed one as far as it can be opened with what was given. */
async function opening(
  { id }: NoticeWhole,
  { notice }: SignedNotice,
  given: Given,
  client: Client,
  context: Context,
): Promise<Notice> {
  const { sealed } = notice;
  if (sealed === undefined) return notice;
  const opened = await openSealed(id, { ...notice, sealed }, given, client, context);
  if (opened === undefined) {
    context.note({
      en: 'This notice is sealed: give --sealing-key to open it.',
      ru: 'Уведомление запечатано: чтобы открыть, укажите --sealing-key.',
    });
  }
  return opened ?? notice;
}

async function present(
  whole: NoticeWhole,
  notice: Notice,
  client: Client,
  context: Context,
): Promise<string[]> {
  return presentNotice(whole, notice, await fetchMeasure(client, notice.measure), context);
}

async function readList(given: Given, client: Client, context: Context): Promise<Outcome> {
  const { notices, next } = await client.notices(queryOf(given));
  const { measures } = await client.organisation();
  const { language, say } = context;
  const titles = new Map(measures.map(({ id, title }) => [id, title[language] ?? title['en'] ?? id]));
  const lines = notices.flatMap((notice) => presentSummary(notice, titles));
  if (notices.length === 0) lines.push(say({ en: 'No notices.', ru: 'Уведомлений нет.' }));
  if (next !== undefined) lines.push(say({ en: `More: --before ${next}`, ru: `Далее: --before ${next}` }));
  return { status: 0, lines, json: { notices, ...(next === undefined ? {} : { next }) } };
}

function queryOf(given: Given): NoticeQuery {
  const box = given.needed('box');
  if (box !== 'received' && box !== 'sent' && box !== 'all') throw badValue('--box', 'received, sent, all');
  const [measure, before] = [given.text('measure'), given.text('before')];
  return {
    box,
    limit: parseCount(given.needed('limit'), '--limit', 1, 100),
    ...(measure === undefined ? {} : { measure }),
    ...(before === undefined ? {} : { before: parseCount(before, '--before', 0, Number.MAX_SAFE_INTEGER) }),
  };
}

function parseCount(text: string, flag: string, min: number, max: number): number {
  const count = /^[0-9]{1,16}$/.test(text) ? Number(text) : -1;
  if (count < min || count > max) throw badValue(flag, `${min}–${max}`);
  return count;
}

function badValue(flag: string, allowed: string): Unusable {
  return new Unusable('arguments', {
    en: `The option ${flag} takes one of: ${allowed}.`,
    ru: `Параметр ${flag} принимает: ${allowed}.`,
  });
}
