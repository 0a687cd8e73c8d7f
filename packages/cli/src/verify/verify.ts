import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { proofFileBytesMax } from '@rapport/notices';
import { parseEvidence } from '@rapport/record';
import type { Command } from '../command.ts';
import { receiptPath } from '../filing/deliver.ts';
import { readGivenFile } from '../io/files.ts';
import type { Given } from '../io/given.ts';
import { keyOption } from '../io/options.ts';
import { type Outcome, Unusable } from '../io/outcome.ts';
import type { Context } from '../io/surroundings.ts';
import { verifyLog } from './log/verify-log.ts';
import { outcomeOf, type Report } from './report.ts';
import { verifyEvidence } from './verify-evidence.ts';
import { verifyProofFile } from './verify-proof-file.ts';
import { verifyReceipt } from './verify-receipt.ts';

export const verify: Command = {
  name: 'verify',
  says: {
    en: 'check a proof file, a receipt or a whole log',
    ru: 'проверить файл доказательства, квитанцию или весь журнал',
  },
  args: [
    {
      form: '<target>',
      says: {
        en: 'proof file, signed notice, or address of a log (http://host/log)',
        ru: 'файл доказательства, подписанное уведомление или адрес журнала (http://узел/log)',
      },
    },
  ],
  options: [
    {
      flags: '--policy <file>',
      says: {
        en: 'C2SP tlog-policy with the trusted keys',
        ru: 'файл C2SP tlog-policy с доверенными ключами',
      },
    },
    {
      flags: '--log-key <vkey>',
      repeated: true,
      says: {
        en: 'trusted verifier key of the log; may be repeated',
        ru: 'доверенный проверочный ключ журнала; можно повторять',
      },
    },
    {
      flags: '--receipt <file>',
      says: {
        en: "the notice's receipt, if not NOTICE.tlog-proof",
        ru: 'квитанция уведомления, если не УВЕДОМЛЕНИЕ.tlog-proof',
      },
    },
    {
      ...keyOption,
      says: {
        en: 'for a log: key file of an office, to check what its participant may read',
        ru: 'для журнала: файл ключа должности, чтобы проверить доступное её участнику',
      },
    },
    {
      flags: '--seen <file>',
      repeated: true,
      says: {
        en: 'a proof file, receipt or checkpoint kept from earlier: a log has to contain it, times in a proof file to fit it',
        ru: 'сохранённый ранее файл доказательства, квитанция или контрольная точка: журнал должен им соответствовать, время в файле доказательства — тоже',
      },
    },
    {
      flags: '--log-only',
      says: {
        en: 'for a log: entries and tiles alone, as a mirror has them',
        ru: 'для журнала: только записи и хеши, как на зеркале',
      },
    },
  ],
  more: {
    en: 'Trusted keys come from --policy, else --log-key, else the policy in RAPPORT_DATA or ./data; never from\nwhat is checked. Without one nothing is checked (status 2).',
    ru: 'Доверенные ключи берутся из --policy, иначе из --log-key, иначе из файла policy в RAPPORT_DATA или ./data,\nно никогда из того, что проверяется. Без них ничего не проверяется (код 2).',
  },
  run: async (given, context): Promise<Outcome> =>
    outcomeOf(await runVerify(given.args[0] ?? '', given, context), context),
};

async function runVerify(target: string, given: Given, context: Context): Promise<Report> {
  if (/^https?:\/\//.test(target)) return verifyLog(target, given, context);
  const bytes = readGivenFile(context, target, proofFileBytesMax);
  const receipt = given.text('receipt') ?? receiptBeside(target, context);
  if (receipt !== undefined) return verifyReceipt(bytes, readGivenFile(context, receipt), given, context);
  if (beginsWith(bytes, 'rapport/notice@v1\n')) throw noReceipt(target);
  if (beginsWith(bytes, 'c2sp.org/tlog-proof@')) throw receiptAlone(target);
  const evidence = parseEvidence(bytes);
  if (evidence !== undefined) return verifyEvidence(evidence, given, context);
  return verifyProofFile(bytes, given, context);
}

function receiptBeside(target: string, { folder }: Context): string | undefined {
  const path = receiptPath(target);
  return existsSync(resolve(folder, path)) ? path : undefined;
}

function beginsWith(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text;
}

function noReceipt(target: string): Unusable {
  return new Unusable('receipt-missing', {
    en: `${target} is a signed notice, which alone proves nothing about the log: give its receipt with --receipt FILE, or verify its proof file.`,
    ru: `${target} — подписанное уведомление; само по себе оно ничего не доказывает о журнале: укажите квитанцию через --receipt ФАЙЛ или проверьте файл доказательства.`,
  });
}

function receiptAlone(target: string): Unusable {
  return new Unusable('notice-missing', {
    en: `${target} is a receipt: give the signed notice first, as in "rapport verify NOTICE --receipt ${target}".`,
    ru: `${target} — квитанция: сначала укажите подписанное уведомление: «rapport verify УВЕДОМЛЕНИЕ --receipt ${target}».`,
  });
}
