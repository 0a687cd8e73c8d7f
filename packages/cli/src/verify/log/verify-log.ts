import { type Client, ProblemError } from '@rapport/api';
import { hashOfMeasure, type Measure } from '@rapport/measures';
import {
  type Checkpoint,
  checkPolicy,
  type Policy,
  type PolicyOutcome,
  parseUtf8,
  witnessTimes,
} from '@rapport/record';
import type { Given } from '../../io/given.ts';
import type { Words } from '../../io/language.ts';
import { printable } from '../../io/printable.ts';
import { startProgress } from '../../io/progress.ts';
import type { Context } from '../../io/surroundings.ts';
import { withReader } from '../../sign-in/sign-in.ts';
import { suite } from '../platform.ts';
import type { Report } from '../report.ts';
import { readTrust, trustedKeys } from '../trust.ts';
import { FaultList } from './fault-list.ts';
import { type LogSource, openLog, readNotices, serverOf } from './log-source.ts';
import { type FindMeasure, NoticeJudge } from './notice-judge.ts';
import { readSeen } from './seen.ts';
import { walkLog } from './walk-log.ts';
import type { LogCheckId } from './wording.ts';

const logChecks: readonly LogCheckId[] = ['checkpoint', 'entries', 'order', 'tiles', 'root'];
const noticeChecks: readonly LogCheckId[] = ['notice', 'measure', 'signature'];

/**
 * Verifies a whole log from its address: every entry, tile and time, and every notice that the reader
 * may see, by its commitment and by the keys that the log had certified when it was taken in.
 */
export async function verifyLog(target: string, given: Given, context: Context): Promise<Report> {
  const source = openLog(target, context);
  const bytes = await source.checkpoint();
  const policy = readTrust(given, parseUtf8(bytes) ?? '', context);
  const head = await checkPolicy(policy, bytes, suite);
  const faults = new FaultList();
  const checks = [
    ...logChecks,
    ...(given.list('seen').length > 0 ? (['seen'] as const) : []),
    ...(given.is('logOnly') ? [] : noticeChecks),
  ];
  const checkpoint = takeHead(head, faults);
  if (checkpoint === undefined) faults.miss(...checks.slice(1));
  else await walk({ source, checkpoint, policy, head, faults, given }, context);
  return {
    checks: faults.report(checks, context.language),
    proved: context.say(provedWords(checkpoint, given)),
    facts: factsOf(source, policy, checkpoint),
  };
}

/** The checkpoint once it is verified: before that its size may not even say how far to read. */
function takeHead({ checkpoint, findings }: PolicyOutcome, faults: FaultList): Checkpoint | undefined {
  for (const finding of findings) faults.add('checkpoint', finding);
  if (checkpoint === undefined || findings.length > 0) return undefined;
  faults.see('checkpoint', `${checkpoint.origin} ${checkpoint.size}`);
  return checkpoint;
}

interface Task {
  readonly source: LogSource;
  readonly checkpoint: Checkpoint;
  readonly policy: Policy;
  readonly head: PolicyOutcome;
  readonly faults: FaultList;
  readonly given: Given;
}

async function walk(task: Task, context: Context): Promise<void> {
  const { source, checkpoint, policy, head, faults, given } = task;
  const seen = await readSeen(given.list('seen'), checkpoint.origin, policy, faults, context);
  const progress = startProgress(context);
  const times = [...witnessTimes(head), ...seen.flatMap((one) => one.times)];
  const parts = { source, checkpoint, seen, times, faults, progress };
  const go = (client?: Client): Promise<void> =>
    walkLog(client === undefined ? parts : { ...parts, reader: readerOf(client, task) });
  try {
    if (given.is('logOnly')) await go();
    else await withReader(context, serverOf(source), given.text('key'), go);
  } finally {
    progress.end();
  }
}

function readerOf(client: Client, { checkpoint, faults }: Task) {
  return {
    judge: new NoticeJudge(checkpoint.origin, suite, measureFinder(client), faults),
    notices: (first: number, count: number) => readNotices(client, first, count),
  };
}

/** Definitions are asked for once each, by what the notice names, and hashed here. */
export function measureFinder(client: Client): FindMeasure {
  const known = new Map<string, ReturnType<FindMeasure>>();
  return ({ notice: { measure } }) => {
    const name = `${measure.id} ${measure.edition} ${measure.hash}`;
    const found = known.get(name) ?? findMeasure(client, measure);
    known.set(name, found);
    return found;
  };
}

async function findMeasure(
  client: Client,
  { id, edition, hash }: { id: string; edition: string; hash: string },
): ReturnType<FindMeasure> {
  const measure = await client.measure(id, edition).catch((error: unknown) => {
    if (error instanceof ProblemError && error.problem.status < 500) return 'measure-missing' as const;
    throw error;
  });
  if (measure === 'measure-missing') return measure;
  return isSame(measure, hash) && measure.id === id && measure.edition === edition
    ? measure
    : 'measure-hash-differs';
}

/** Whether a definition, not trusted, has a hash. */
export function isSame(measure: Measure, hash: string): boolean {
  try {
    return hashOfMeasure(measure) === hash;
  } catch {
    return false; // what cannot be hashed is no definition
  }
}

function provedWords(checkpoint: Checkpoint | undefined, given: Given): Words {
  const { origin = '', size = 0 } = checkpoint ?? {};
  const log = printable(origin);
  if (given.is('logOnly')) {
    return {
      en: `PROVED: the log ${log} has ${size} entries, and nothing in it was changed under this checkpoint. Notices were not looked at.`,
      ru: `ДОКАЗАНО: в журнале ${log} записей ${size}, и под этой контрольной точкой ничего не изменено. Уведомления не проверялись.`,
    };
  }
  return {
    en: `PROVED: the log ${log} has ${size} entries, nothing in it was changed under this checkpoint, and every notice that may be read here is its sender's.`,
    ru: `ДОКАЗАНО: в журнале ${log} записей ${size}, под этой контрольной точкой ничего не изменено, и каждое доступное уведомление исходит от своего отправителя.`,
  };
}

function factsOf(
  { address }: LogSource,
  policy: Policy,
  checkpoint: Checkpoint | undefined,
): Report['facts'] {
  const { origin, size } = checkpoint ?? {};
  const log = origin === undefined ? {} : { log: origin, size };
  return { kind: 'log', address, keys: trustedKeys(policy, origin), ...log };
}
