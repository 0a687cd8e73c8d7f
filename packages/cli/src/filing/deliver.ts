import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Client, Receipt } from '@rapport/api';
import { checkAttachments, sentenceOf } from '@rapport/notices';
import {
  encodeTlogProof,
  encodeUtf8,
  parseNotice,
  parseTlogProof,
  parseUtf8,
  type SignedNotice,
} from '@rapport/record';
import { readGivenFile, writeNewFile } from '../io/files.ts';
import { type Outcome, Unusable } from '../io/outcome.ts';
import { formatInstant, printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import { type AttachedFile, deliveredFiles } from './attachments.ts';
import { isReceiptFor } from './check-receipt.ts';

/** A signed notice and the file it is kept in. */
export interface KeptNote {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Where the receipt of a kept notice goes. */
export function receiptPath(notePath: string): string {
  return `${notePath}.tlog-proof`;
}

/** Files a signed notice and keeps its receipt beside it. The same bytes again give the same receipt. */
export async function deliver(
  kept: KeptNote,
  files: readonly AttachedFile[],
  client: Client,
  context: Context,
): Promise<Outcome> {
  const signed = parseKept(kept, context);
  const refused = refuseAttachments(signed, files, context);
  if (refused !== undefined) return refused;
  const attachments = deliveredFiles(files);
  const note = parseUtf8(kept.bytes) ?? '';
  const receipt = await client.file({ note, attachments }).catch((error: unknown) => {
    throw asLostLine(error, kept.path);
  });
  if (!isReceiptFor(signed, receipt)) throw wrongReceipt(kept.path);
  return taken(receipt, saveReceipt(kept.path, receipt, context), context);
}

function parseKept({ path, bytes }: KeptNote, { language }: Context): SignedNotice {
  const parsed = parseNotice(bytes);
  if (parsed.ok) return parsed.value;
  const sentence = printable(sentenceOf(language, parsed.code, parsed.detail));
  throw new Unusable('notice-form', {
    en: `${path} is not a signed notice. ${sentence}`,
    ru: `${path} — не подписанное уведомление. ${sentence}`,
  });
}

/** Exactly the files that the notice names have to go with it: seen before anything is sent. */
function refuseAttachments(
  { notice }: SignedNotice,
  files: readonly AttachedFile[],
  context: Context,
): Outcome | undefined {
  const claimed = files.map(({ attachment }) => ({ as: attachment.sha256, is: attachment }));
  const found = checkAttachments(notice, claimed);
  if (found.length === 0) return undefined;
  const findings = found.map(({ code, detail }) => ({
    code,
    at: '--attach',
    sentence: printable(sentenceOf(context.language, code, detail)),
  }));
  return refusal(findings, context);
}

/** A filing that was not sent, with every reason at its place. */
export function refusal(
  findings: readonly { code: string; at: string; sentence: string }[],
  { say }: Context,
): Outcome {
  const sentence = say({
    en: 'Nothing was sent. To mend:',
    ru: 'Ничего не отправлено. Исправьте:',
  });
  const lines = findings.map(({ at, sentence: said }) => `  ${at === '' ? '' : `${at}: `}${said}`);
  return {
    status: 1,
    lines: [sentence, ...lines],
    json: { error: { code: 'findings', sentence, findings } },
  };
}

/** The line may have been lost after the log took the notice in: the kept bytes settle it. */
function asLostLine(error: unknown, path: string): unknown {
  if (!(error instanceof Unusable) || error.code !== 'server-unreachable') return error;
  const { en, ru } = error.words;
  return new Unusable(
    error.code,
    {
      en: `${en} The signed notice is kept in ${path}: send it again with "rapport file ${path}"; the log takes the same bytes in only once.`,
      ru: `${ru} Подписанное уведомление сохранено в ${path}: отправьте его снова командой «rapport file ${path}»; одни и те же байты журнал принимает только один раз.`,
    },
    { ...error.details, note: path },
  );
}

function wrongReceipt(path: string): Unusable {
  return new Unusable('receipt-other', {
    en: `The server's receipt is not one for ${path}: do not count the notice as filed, and tell the organisation.`,
    ru: `Квитанция сервера не относится к ${path}: не считайте уведомление поданным и сообщите об этом организации.`,
  });
}

/**
 * Keeps the receipt as a C2SP tlog-proof whose extra line holds the log's entry, so that note and
 * receipt are all that `rapport verify` needs.
 *
 * @returns its path; `undefined` where it could not be kept: a file that is there already stays
 */
function saveReceipt(notePath: string, { proof, entry }: Receipt, context: Context): string | undefined {
  const parsed = parseTlogProof(proof);
  if (!parsed.ok) return undefined;
  const path = receiptPath(notePath);
  const text = encodeTlogProof({ ...parsed.value, extra: encodeUtf8(entry) });
  if (isKept(context, path, text)) return path;
  try {
    writeNewFile(context, path, text);
    return path;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    context.note(error.words); // the notice is filed whatever becomes of the receipt's file
    return undefined;
  }
}

/** Whether the very same receipt is there from an earlier delivery. */
function isKept(context: Context, path: string, text: string): boolean {
  if (!existsSync(resolve(context.folder, path))) return false;
  return parseUtf8(readGivenFile(context, path)) === text;
}

function taken(
  { id, index, takenIn, reference, thread }: Receipt,
  path: string | undefined,
  { say }: Context,
): Outcome {
  const receipt = path === undefined ? [] : [`${say({ en: 'Receipt:  ', ru: 'Квитанция:' })} ${path}`];
  return {
    status: 0,
    lines: [
      `${say({ en: 'Taken in: ', ru: 'Принято:  ' })} ${formatInstant(takenIn)}`,
      `${say({ en: 'Reference:', ru: 'Ссылка:   ' })} ${printable(reference)}`,
      `${say({ en: 'Number:   ', ru: 'Номер:    ' })} ${index}`,
      `${say({ en: 'Notice:   ', ru: 'Уведомл.: ' })} ${printable(id)}`,
      `${say({ en: 'Thread:   ', ru: 'Дело:     ' })} ${printable(thread)}`,
      ...receipt,
    ],
    json: { id, index, takenIn, reference, thread, ...(path === undefined ? {} : { receipt: path }) },
  };
}
