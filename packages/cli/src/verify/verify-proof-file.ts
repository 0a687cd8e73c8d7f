import {
  type Check,
  checkProofFile,
  checkTitleOf,
  type ProofOutcome,
  parseProofFile,
} from '@rapport/notices';
import type { Policy } from '@rapport/record';
import type { Given } from '../io/given.ts';
import { formatInstant, printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import { FaultList } from './log/fault-list.ts';
import { readSeen } from './log/seen.ts';
import { suite } from './platform.ts';
import type { Report, ReportedCheck } from './report.ts';
import { namedKeys, readTrust, trustedKeys } from './trust.ts';

const nobody: Policy = { logs: [], witnesses: [], groups: [], quorum: 'none' };

/** Verifies a proof file from its bytes and the trusted keys alone: no network, no server. */
export async function verifyProofFile(bytes: Uint8Array, given: Given, context: Context): Promise<Report> {
  const parsed = parseProofFile(bytes);
  const checkpoint = parsed.ok ? parsed.value.checkpoint : '';
  // What is no proof file fails its first check, whatever keys are trusted.
  const policy = parsed.ok ? readTrust(given, checkpoint, context) : nobody;
  const { origin = '' } = namedKeys(checkpoint);
  const faults = new FaultList();
  const paths = given.list('seen');
  const seen = await readSeen(paths, origin, policy, faults, context);
  const earlier = seen.flatMap(({ times }) => times);
  const outcome = await checkProofFile(bytes, policy, suite, earlier);
  const count = parsed.ok ? parsed.value.entries.length : 0;
  return {
    checks: [
      ...outcome.checks.map((check) => reported(check, count, context)),
      ...(paths.length === 0 ? [] : faults.report(['seen'], context.language)),
    ],
    proved: context.say(provedWords(outcome)),
    facts: {
      kind: 'proof-file',
      keys: trustedKeys(policy, origin),
      ...factsOf(outcome),
    },
  };
}

function reported({ id, entry, findings, seen }: Check, count: number, { language }: Context): ReportedCheck {
  const place = entry === undefined ? {} : { place: `${entry + 1}/${count}` };
  return {
    id,
    title: checkTitleOf(language, id),
    findings,
    ...place,
    ...(seen === undefined ? {} : { seen }),
  };
}

function provedWords({ signed, takenIn = 0, index }: ProofOutcome): { en: string; ru: string } {
  const { participant = '', office = '', measure } = signed?.notice ?? {};
  const who = printable(`${participant}, ${office}`);
  const what = printable(`${measure?.id} ${signed?.notice.step}`);
  const when = formatInstant(takenIn);
  return {
    en: `PROVED: ${who} signed this notice (${what}); the log took it in as number ${index} at ${when}. Id: ${signed?.id}`,
    ru: `ДОКАЗАНО: уведомление (${what}) подписали ${who}; журнал принял его под номером ${index}, ${when}. Идентификатор: ${signed?.id}`,
  };
}

function factsOf({ signed, takenIn, index }: ProofOutcome): object {
  return signed === undefined ? {} : { id: signed.id, index, takenIn, notice: signed.notice };
}
