import { type Client, paths, provedSealingKeys, type RegisterView } from '@rapport/api';
import { sealedMediaType } from '@rapport/notices';
import { type Notice, parseUtf8 } from '@rapport/record';
import { sealNotice } from '@rapport/sealing';
import type { AttachedFile } from '../filing/attachments.ts';
import type { Given } from '../io/given.ts';
import { Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import { suite } from '../verify/platform.ts';
import { readTrust } from '../verify/trust.ts';

/** A notice whose answers and files only its recipients can open, and what goes with it. */
export interface SealedDraft {
  readonly notice: Notice;
  readonly files: readonly AttachedFile[];
}

/**
 * Seals a notice to every published key of the participants it names and of its own, each key proved by the log first.
 *
 * @throws Unusable where it names nobody, one of them has no key, or a key is not the one that its office published
 */
export async function sealDraft(
  notice: Notice,
  files: readonly AttachedFile[],
  client: Client,
  given: Given,
  context: Context,
): Promise<SealedDraft> {
  if (notice.audience.kind !== 'named') throw notNamed();
  const readers = [...notice.audience.participants, notice.participant];
  const policy = readTrust(given, parseUtf8(await client.bytes(paths.checkpoint)) ?? '', context);
  const register: RegisterView = await client.register();
  const trust = { proofOf: (id: string) => client.proofFile(id), policy, suite };
  const { keys, without, unproved } = await provedSealingKeys(readers, register, trust);
  const [wrong] = unproved;
  if (wrong !== undefined) throw notProved(wrong.participant);
  if (without.length > 0) throw noKey(without);
  const plain = files.map(({ attachment: { name, mediaType }, bytes }) => ({ name, mediaType, bytes }));
  const recipients = keys.map(({ key }) => key);
  const { sealed, parts } = await sealNotice(notice.answers, plain, recipients, context.random(32));
  context.note({
    en: `Sealed to ${keys.length} keys of ${readers.join(', ')}. Whoever hosts the record cannot read it.`,
    ru: `Запечатано для ${keys.length} ключей (${readers.join(', ')}). Тот, кто ведёт журнал, прочесть не может.`,
  });
  const sealedFiles = parts.map(({ sha256, bytes }, i) => ({
    attachment: { mediaType: sealedMediaType, name: `${i}.age`, sha256, size: bytes.length },
    bytes,
  }));
  const attachments = sealedFiles.map(({ attachment }) => attachment);
  return { notice: { ...notice, answers: {}, attachments, sealed }, files: sealedFiles };
}

function notNamed(): Unusable {
  return new Unusable('sealed-audience', {
    en: 'What is sealed is for named participants: give --to XA,XB.',
    ru: 'Запечатывают для названных участников: укажите --to XA,XB.',
  });
}

function noKey(participants: readonly string[]): Unusable {
  const codes = printable(participants.join(', '));
  return new Unusable('sealing-key-missing', {
    en: `No office of ${codes} has published a key to seal to, so it could not read this. Nothing was signed. Ask it to: rapport keys sealing.`,
    ru: `Ни одна должность (${codes}) не опубликовала ключ для запечатывания и не сможет это прочесть. Ничего не подписано. Попросите её: rapport keys sealing.`,
  });
}

function notProved(participant: string): Unusable {
  return new Unusable('sealing-key-unproved', {
    en: `The server names a sealing key of ${printable(participant)} that its office did not publish, as far as can be proved. Nothing was signed. Tell the organisation.`,
    ru: `Сервер называет ключ участника ${printable(participant)}, публикация которого его должностью не доказана. Ничего не подписано. Сообщите организации.`,
  });
}
