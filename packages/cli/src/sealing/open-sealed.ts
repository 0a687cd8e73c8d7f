import { resolve } from 'node:path';
import { type Client, paths } from '@rapport/api';
import type { Notice, Sealed } from '@rapport/record';
import { openFile, openText, readDisclosed, type SealedContent, type SealedFault } from '@rapport/sealing';
import { readGivenFile, writeNewFile } from '../io/files.ts';
import type { Given } from '../io/given.ts';
import { Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import { readSealingKeys } from './sealing-key.ts';

const disclosedBytesMax = 1024 * 1024;

/**
 * Opens what a sealed notice says, with the keys given or from what somebody disclosed; saves its files and its own words
 * where that was asked for.
 *
 * @returns the notice with its answers in place; `undefined` where no key was given
 * @throws Unusable where it cannot be opened: the sentence says why
 */
export async function openSealed(
  id: string,
  notice: Notice & { sealed: Sealed },
  given: Given,
  client: Client,
  context: Context,
): Promise<Notice | undefined> {
  const identities = await readSealingKeys(context, given.list('sealingKey'));
  const disclosed = given.text('disclosed');
  if (identities.length === 0 && disclosed === undefined) return undefined;
  const opened =
    disclosed === undefined
      ? await openText(await sealedText(id, notice.sealed, given, client, context), notice.sealed, identities)
      : readDisclosed(readGivenFile(context, disclosed, disclosedBytesMax), notice.sealed);
  if (!opened.ok) throw unopened(opened.code);
  const out = given.text('disclose');
  if (out !== undefined) writeNewFile(context, out, opened.bytes, 0o600);
  const { answers, files } = opened.content;
  await saveFiles(id, files, identities, given.text('files'), client, context);
  const attachments = files.map(({ name, mediaType, size, sha256 }) => ({ name, mediaType, size, sha256 }));
  return { ...notice, answers, attachments };
}

/** The sealed text that the log's server keeps, or one that somebody sealed anew. */
async function sealedText(
  id: string,
  { text }: Sealed,
  given: Given,
  client: Client,
  context: Context,
): Promise<Uint8Array> {
  const path = given.text('sealedText');
  return path === undefined
    ? client.bytes(paths.attachment(id, text))
    : readGivenFile(context, path, disclosedBytesMax);
}

async function saveFiles(
  id: string,
  files: SealedContent['files'],
  identities: readonly string[],
  folder: string | undefined,
  client: Client,
  context: Context,
): Promise<void> {
  if (folder === undefined) return;
  for (const [number, file] of files.entries()) {
    const part = await client.bytes(paths.attachment(id, file.sealedAs));
    const opened = await openFile(part, file, identities);
    if (!opened.ok) throw unopened(opened.code);
    // A name from inside is anybody's text: only plain letters and digits of it go on this disk.
    const name = `${number + 1}-${file.name.replaceAll(/[^\p{L}\p{N}._-]/gu, '_').slice(-100)}`;
    writeNewFile(context, resolve(context.folder, folder, name), opened.bytes, 0o600);
    context.note({ en: `Saved: ${printable(name)}`, ru: `Сохранено: ${printable(name)}` });
  }
}

const reasons: Readonly<Record<SealedFault, { en: string; ru: string }>> = {
  'sealed-not-for-you': {
    en: 'The notice is not sealed to the key given.',
    ru: 'Уведомление запечатано не для указанного ключа.',
  },
  'sealed-weak': {
    en: 'The notice is sealed in a weaker way than this record allows, so it is not opened.',
    ru: 'Уведомление запечатано слабее, чем допускает журнал, и не открывается.',
  },
  'sealed-malformed': {
    en: 'What should be the sealed text is damaged or of another form.',
    ru: 'Запечатанный текст повреждён или составлен не по форме.',
  },
  'sealed-commitment': {
    en: 'The text is not the one that its sender committed to when it signed. It may have been exchanged, or different readers may have been given different texts.',
    ru: 'Это не тот текст, за который отправитель поручился подписью. Его могли подменить или разослать получателям разное.',
  },
  'sealed-file-differs': {
    en: 'A sealed file is not the one that the sealed text names.',
    ru: 'Запечатанный файл — не тот, что назван в запечатанном тексте.',
  },
};

function unopened(code: SealedFault): Unusable {
  return new Unusable(code, reasons[code]);
}
