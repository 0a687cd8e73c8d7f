import { type Checkpoint, checkEvidence, type Evidence, encodeBase64 } from '@rapport/record';
import type { Given } from '../io/given.ts';
import type { Words } from '../io/language.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import { suite } from './platform.ts';
import type { Report, ReportedFinding } from './report.ts';
import { namedKeys, readTrust, trustedKeys } from './trust.ts';

/** Verifies what a witness kept against a log: two signed checkpoints that cannot both be true. */
export async function verifyEvidence(evidence: Evidence, given: Given, context: Context): Promise<Report> {
  const policy = readTrust(given, evidence.older, context);
  const outcome = await checkEvidence(
    evidence,
    policy.logs.map(({ key }) => key),
    suite,
  );
  const { origin } = namedKeys(evidence.older);
  const isSigned = outcome.kind === 'contradiction' || outcome.kind === 'nothing-shown';
  const shows: readonly ReportedFinding[] = isSigned ? [] : [{ code: 'not-reached' }];
  return {
    checks: [
      {
        id: 'signatures',
        title: context.say({
          en: 'The log signed both checkpoints.',
          ru: 'Обе контрольные точки подписаны журналом.',
        }),
        findings: isSigned ? [] : [unsigned],
        ...(isSigned ? { seen: `${origin} ${outcome.older.size}, ${outcome.newer.size}` } : {}),
      },
      {
        id: 'contradiction',
        title: context.say({
          en: 'The two cannot both be true.',
          ru: 'Обе сразу не могут быть верны.',
        }),
        findings: outcome.kind === 'nothing-shown' ? [nothingShown] : shows,
      },
    ],
    proved: outcome.kind === 'contradiction' ? context.say(provedWords(outcome)) : '',
    facts: { kind: 'evidence', keys: trustedKeys(policy, origin), log: origin },
  };
}

const unsigned: ReportedFinding = {
  code: 'evidence-not-signed',
  words: {
    en: 'A trusted key of the log did not sign both: whoever made this file may have invented it.',
    ru: 'Доверенный ключ журнала не подписывал обе: файл мог быть выдуман тем, кто его составил.',
  },
};

const nothingShown: ReportedFinding = {
  code: 'evidence-shows-nothing',
  words: {
    en: 'Both can be true: one may continue the other, and the proof kept beside them leads nowhere, which anybody can bring about. Ask the log for the proof between the two sizes.',
    ru: 'Обе могут быть верны: одна может продолжать другую, а приложенное доказательство никуда не ведёт, и такое мог прислать кто угодно. Запросите у журнала доказательство между двумя размерами.',
  },
};

function provedWords({
  how,
  older,
  newer,
}: {
  how: 'two-roots' | 'other-beginning';
  older: Checkpoint;
  newer: Checkpoint;
}): Words {
  const log = printable(older.origin);
  const roots = `${encodeBase64(older.root)}, ${encodeBase64(newer.root)}`;
  if (how === 'two-roots')
    return {
      en: `PROVED: the log ${log} signed two histories. For ${older.size} entries it signed two roots (${roots}), and one list of entries has one root. The log, or whoever has its key, showed different records to different readers.`,
      ru: `ДОКАЗАНО: журнал ${log} подписал две истории. Для ${older.size} записей подписаны два корня (${roots}), а у одного списка записей корень один. Журнал — или тот, у кого его ключ, — показал разным читателям разные записи.`,
    };
  return {
    en: `PROVED: the log ${log} signed two histories. The first ${older.size} of the ${newer.size} entries it signed later are not the ${older.size} entries it had signed before: something was altered, dropped or put in. The proof kept here leads to the later root from another beginning.`,
    ru: `ДОКАЗАНО: журнал ${log} подписал две истории. Первые ${older.size} из ${newer.size} записей, подписанных позже, — не те ${older.size}, что были подписаны раньше: что-то изменено, изъято или вставлено. Приложенное доказательство ведёт к позднему корню от другого начала.`,
  };
}
