import {
  type Checkpoint,
  checkPolicy,
  type Policy,
  parseNote,
  parsePolicy,
  parseUtf8,
  parseVerifierKey,
  type VerifierKey,
  verifyNote,
  type WitnessTime,
  witnessTimes,
} from '@rapport/record';
import type { Given } from '../io/given.ts';
import type { Words } from '../io/language.ts';
import { Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import { startProgress } from '../io/progress.ts';
import type { Context } from '../io/surroundings.ts';
import { FaultList } from '../verify/log/fault-list.ts';
import { NoticeJudge } from '../verify/log/notice-judge.ts';
import type { LogCheckId } from '../verify/log/wording.ts';
import { suite } from '../verify/platform.ts';
import type { Report, ReportedFinding } from '../verify/report.ts';
import { readTrust } from '../verify/trust.ts';
import { type About, neededAbout } from './about.ts';
import { textsKept } from './erase-texts.ts';
import { MirrorFolder } from './folder.ts';
import { type Holdings, openHoldings } from './holdings.ts';
import { bytesMax, names } from './layout.ts';
import { FolderSource, folderMeasures } from './sources.ts';
import { TileTree } from './tile-tree.ts';
import { judgeAttachments, type SoundBundle, walkMirror } from './walk.ts';
import { readWitnessed } from './witnessed.ts';
import { mirrorFindings } from './wording.ts';

const checks: readonly LogCheckId[] = [
  'checkpoint',
  'holdings',
  'tiles',
  'entries',
  'order',
  'notice',
  'measure',
  'signature',
  'attachment',
];

/** Told of the parts of a mirror as each is found sound, as long as all before it were. */
export interface MirrorListener {
  /** @param policy - names every key whose line on the checkpoint was verified */
  head(checkpoint: Uint8Array, policy: Policy, about: About): Promise<void>;
  bundle(sound: SoundBundle): Promise<void>;
  attachment(sha256: string, bytes: Uint8Array): Promise<void>;
}

interface Task {
  readonly folder: MirrorFolder;
  readonly about: About;
  readonly faults: FaultList;
  readonly context: Context;
  readonly listener: MirrorListener;
}

/** A mirror's checkpoint, and when witnesses saw the log at this and at earlier sizes. */
interface Head {
  readonly checkpoint: Checkpoint;
  readonly times: readonly WitnessTime[];
}

const nobody: MirrorListener = {
  head: async () => {},
  bundle: async () => {},
  attachment: async () => {},
};

/** Verifies a whole mirror with no network, by keys that were given: not by those that lie in it. */
export async function checkMirror(
  path: string,
  given: Given,
  context: Context,
  listener: MirrorListener = nobody,
): Promise<Report> {
  const folder = new MirrorFolder(path);
  const about = trustedAbout(neededAbout(folder), given);
  const faults = new FaultList();
  const task = { folder, about, faults, context, listener };
  const head = await openCheckpoint(task, given);
  const checkpoint = head?.checkpoint;
  const holdings = checkpoint === undefined ? undefined : await readHoldings(checkpoint, task);
  const count = head === undefined ? 0 : await walk(head, holdings, task);
  if (checkpoint === undefined) faults.miss(...checks.slice(1));
  const { origin = about.origin, size = 0 } = checkpoint ?? {};
  return {
    checks: faults.report(checks, context.language),
    proved: context.say(provedWords(origin, size, count, given)),
    facts: {
      ...{ kind: 'mirror', log: origin, size, notices: count, reader: about.reader },
      noticesComplete: given.text('mirrorKey') !== undefined,
    },
  };
}

/** Entries prove themselves by the log's root; that no notice was dropped, only the mirror's own key proves. */
function provedWords(origin: string, size: number, count: number, given: Given): Words {
  const isComplete = given.text('mirrorKey') !== undefined;
  const en = `PROVED: the mirror of ${origin} holds its ${size} entries and ${count} notices, unchanged, each its sender's`;
  const ru = `ДОКАЗАНО: в зеркале ${origin} все записи (${size}) и уведомлений ${count}, без изменений, каждое — от своего отправителя`;
  return isComplete
    ? { en: `${en}; they are all that it held.`, ru: `${ru}; это всё, что в нём было.` }
    : {
        en: `${en}. Whether others were dropped from the folder is shown only with --mirror-key.`,
        ru: `${ru}. Не изъяты ли из папки другие, видно только с --mirror-key.`,
      };
}

/** With the mirror's key as it is given: whoever can change the folder can put another into it. */
function trustedAbout(about: About, given: Given): About {
  const text = given.text('mirrorKey');
  if (text === undefined) return about;
  const key = parseVerifierKey(text);
  if (key.ok && key.value.type === 'ed25519-cosignature') return { ...about, key: key.value, keyText: text };
  throw new Unusable('mirror-key', {
    en: `${printable(text)} is not the verifier key of a mirror: NAME+ID+KEY, as "rapport mirror key" printed it.`,
    ru: `${printable(text)} — не проверочный ключ зеркала: ИМЯ+ID+КЛЮЧ, как его вывела «rapport mirror key».`,
  });
}

/** The checkpoint, if a trusted key signed it and every line of it is some known key's. */
async function openCheckpoint(task: Task, given: Given): Promise<Head | undefined> {
  const { folder, about, faults, context } = task;
  const part = folder.read(names.checkpoint, bytesMax.note);
  const policy = readTrust(given, part.ok ? (parseUtf8(part.bytes) ?? '') : '', context);
  if (!part.ok) {
    faults.add('checkpoint', part.finding);
    return undefined;
  }
  const { checkpoint, findings } = await checkPolicy(policy, part.bytes, suite);
  for (const finding of findings) faults.add('checkpoint', finding);
  if (checkpoint !== undefined && checkpoint.origin !== about.origin)
    faults.add('checkpoint', mirrorFindings.otherLog(checkpoint.origin, about.origin));
  await checkLines(part.bytes, policy, task);
  if (checkpoint === undefined || !faults.isEmpty) return undefined;
  faults.see('checkpoint', `${checkpoint.origin} ${checkpoint.size}`);
  const all = withOthers(policy, task);
  const outcome = await checkPolicy({ ...all, quorum: 'none' }, part.bytes, suite);
  const { times, wrong } = await readWitnessed(folder, all, checkpoint.origin);
  for (const name of wrong) faults.add('order', mirrorFindings.witnessedWrong(name));
  await task.listener.head(part.bytes, all, about);
  return { checkpoint, times: [...times, ...witnessTimes(outcome)] };
}

/** The given policy, and as witnesses those that the folder's own names and the mirror itself: their lines were verified. */
function withOthers(policy: Policy, { folder, about }: Task): Policy {
  const own = readOwnPolicy(folder)?.witnesses ?? [];
  const mirror = about.key === undefined ? [] : [{ name: about.key.name, key: about.key }];
  const known = new Set(policy.witnesses.map(({ name }) => name));
  const others = [...own, ...mirror].filter(({ name }) => !known.has(name) && known.add(name));
  return { ...policy, witnesses: [...policy.witnesses, ...others] };
}

function readOwnPolicy(folder: MirrorFolder): Policy | undefined {
  const own = folder.read(names.policy, bytesMax.note);
  const parsed = own.ok ? parsePolicy(parseUtf8(own.bytes) ?? '\u0000') : undefined;
  return parsed?.ok ? parsed.value : undefined;
}

/** Lines that the trusted keys say nothing of: by the folder's own policy or by the mirror's key, or wrong. */
async function checkLines(bytes: Uint8Array, policy: Policy, { folder, about, faults }: Task): Promise<void> {
  const note = parseNote(bytes);
  if (!note.ok) return;
  const others = [policy, readOwnPolicy(folder) ?? []].flat().flatMap(keysOf);
  const mirror = about.key;
  const ofMirror = note.value.signatures.filter((line) => isBy(mirror, line));
  const rest = note.value.signatures.filter((line) => !isBy(mirror, line));
  const { unknown, findings } = await verifyNote({ ...note.value, signatures: rest }, others, suite);
  for (const { name } of unknown) faults.add('checkpoint', mirrorFindings.lineUnknown(name));
  if (findings.some(({ code }) => code === 'signature-invalid') && !faults.has('checkpoint'))
    faults.add('checkpoint', { code: 'signature-invalid' });
  if (mirror === undefined) return;
  if (ofMirror.length === 0) faults.add('checkpoint', mirrorFindings.cosignatureMissing(mirror.name));
  const judged = await verifyNote({ ...note.value, signatures: ofMirror }, [mirror], suite);
  if (ofMirror.length > 0 && judged.findings.length > 0)
    faults.add('checkpoint', mirrorFindings.cosignature(mirror.name));
}

function keysOf({ logs, witnesses }: Policy): VerifierKey[] {
  return [...logs, ...witnesses].map(({ key }) => key);
}

function isBy(key: VerifierKey | undefined, line: { name: string; keyId: string }): boolean {
  return key !== undefined && line.name === key.name && line.keyId === key.keyId;
}

/** What the mirror says that it holds, where that is of this very checkpoint. */
async function readHoldings(
  { origin, size }: Checkpoint,
  { folder, about, faults }: Task,
): Promise<Holdings | undefined> {
  const part = folder.read(names.holdings(size), bytesMax.note);
  if (!part.ok) {
    faults.add('holdings', otherSize(folder, size) ?? part.finding);
    return undefined;
  }
  const holdings = await openHoldings(part.bytes, about.key);
  if (holdings === 'unsigned') faults.add('holdings', mirrorFindings.holdingsUnsigned());
  else if (holdings === 'form') faults.add('holdings', mirrorFindings.holdingsForm());
  else if (holdings.origin !== origin)
    faults.add('holdings', mirrorFindings.otherLog(origin, holdings.origin));
  else if (holdings.size > size) faults.add('holdings', mirrorFindings.checkpointOlder(size, holdings.size));
  else if (holdings.size < size) faults.add('holdings', mirrorFindings.checkpointNewer(size, holdings.size));
  else return holdings;
  return undefined;
}

/** Where the mirror says what it holds of another checkpoint only, the one that lies here was exchanged. */
function otherSize(folder: MirrorFolder, size: number): ReportedFinding | undefined {
  const [held] = folder.list('holdings').map(Number).filter(Number.isSafeInteger);
  if (held === undefined || held === size) return undefined;
  return held > size
    ? mirrorFindings.checkpointOlder(size, held)
    : mirrorFindings.checkpointNewer(size, held);
}

/** @returns how many notices are there */
async function walk(
  { checkpoint, times }: Head,
  holdings: Holdings | undefined,
  task: Task,
): Promise<number> {
  const { folder, faults, context, listener } = task;
  const source = new FolderSource(folder);
  const opened = await TileTree.open(checkpoint, source.tile, () => {});
  if (!opened.ok) {
    faults.add('tiles', opened.finding);
    faults.miss(...checks.slice(3));
    return 0;
  }
  const progress = startProgress(context);
  const judge = new NoticeJudge(checkpoint.origin, suite, folderMeasures(folder), faults);
  const isWhole = await walkMirror({
    ...{ source, checkpoint, times, judge, faults, progress, aheadCount: 2 },
    tree: opened.tree,
    from: { bundle: 0, takenIn: 0 },
    endsAtFault: false,
    take: async (sound) => {
      if (faults.isEmpty) await listener.bundle(sound);
      await judgeAttachments(sound.judged, source, faults, async (sha256, bytes) => {
        if (faults.isEmpty) await listener.attachment(sha256, bytes);
      });
    },
  });
  progress.end();
  if (!isWhole) faults.miss('entries', 'order', 'notice', 'measure', 'signature', 'attachment');
  else {
    if (holdings !== undefined) compareHoldings(holdings, source, faults);
    for (const index of textsKept(folder, checkpoint.size, judge.erasures))
      faults.add('notice', mirrorFindings.textKept(index));
  }
  faults.see('notice', `${judge.count} / ${checkpoint.size}`);
  return judge.count;
}

function compareHoldings({ chain }: Holdings, source: FolderSource, faults: FaultList): void {
  const { count, hash } = source.chain;
  if (count !== chain.count || hash !== chain.hash)
    faults.add('holdings', mirrorFindings.holdingsDiffer(chain.count, count));
}
