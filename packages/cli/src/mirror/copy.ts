import type { Client, LogNotice } from '@rapport/api';
import {
  type Checkpoint,
  checkPolicy,
  encodeNote,
  encodePolicy,
  encodeUtf8,
  encodeVerifierKey,
  type Note,
  type Policy,
  parseBundle,
  parseEntry,
  parseNote,
  parseUtf8,
  signNote,
  tileWidth,
  verifyNote,
  type WitnessTime,
  widthAt,
  witnessTimes,
} from '@rapport/record';
import type { Given } from '../io/given.ts';
import { Unusable } from '../io/outcome.ts';
import { startProgress } from '../io/progress.ts';
import type { Context } from '../io/surroundings.ts';
import { readKeyFile } from '../keys/key-file.ts';
import { withReader } from '../sign-in/sign-in.ts';
import { FaultList } from '../verify/log/fault-list.ts';
import { type LogSource, openLog, serverOf } from '../verify/log/log-source.ts';
import { type FindMeasure, NoticeJudge } from '../verify/log/notice-judge.ts';
import { measureFinder } from '../verify/log/verify-log.ts';
import type { LogCheckId } from '../verify/log/wording.ts';
import { suite } from '../verify/platform.ts';
import type { Report } from '../verify/report.ts';
import { readTrust } from '../verify/trust.ts';
import { type About, readAbout, writeAbout } from './about.ts';
import { checkContinuity, readKept } from './continuity.ts';
import { eraseTexts } from './erase-texts.ts';
import { MirrorFolder } from './folder.ts';
import { encodeHoldings } from './holdings.ts';
import { bytesMax, names } from './layout.ts';
import { whileLocked } from './lock.ts';
import { type MirrorKey, readMirrorKey } from './mirror-key.ts';
import {
  type Chain,
  chainAfter,
  emptyChain,
  encodeNotices,
  isLogNotice,
  parseJson,
  parseNotices,
} from './notices-file.ts';
import { serverSource } from './sources.ts';
import { TileTree } from './tile-tree.ts';
import { judgeAttachments, type MirrorSource, type SoundBundle, walkMirror } from './walk.ts';
import { keepWitnessed, readWitnessed } from './witnessed.ts';
import { mirrorFindings } from './wording.ts';

/** Bundles asked for before they are needed: each is three requests. */
const aheadCount = 6;

const copyChecks: readonly LogCheckId[] = [
  'checkpoint',
  'seen',
  'tiles',
  'entries',
  'order',
  'notice',
  'measure',
  'signature',
  'attachment',
];

interface Copy {
  readonly folder: MirrorFolder;
  readonly about: About;
  readonly checkpoint: Checkpoint;
  readonly note: Note;
  /** When witnesses saw that checkpoint. */
  readonly times: readonly WitnessTime[];
  readonly policy: Policy;
  readonly faults: FaultList;
  readonly key: MirrorKey | undefined;
  readonly context: Context;
  /** What stands in the folder after the last bundle that was put there. */
  chain: Chain;
  /** Every key notice up to there. */
  keyNotices: readonly LogNotice[];
}

/**
 * Brings a mirror up to what a server shows now. Every part is verified before it is put in its place, in the
 * log's order; killed at any point and run again, it goes on where it was.
 *
 * @returns what was checked, and all that was found wrong; then nothing from there on was put in place
 */
export async function copyLog(url: string, path: string, given: Given, context: Context): Promise<Report> {
  return whileLocked(path, () => copyInto(new MirrorFolder(path), url, given, context));
}

async function copyInto(folder: MirrorFolder, url: string, given: Given, context: Context): Promise<Report> {
  const log = openLog(url, context);
  const bytes = await log.checkpoint();
  const policy = readTrust(given, parseUtf8(bytes) ?? '', context);
  const faults = new FaultList();
  const outcome = await checkPolicy(policy, bytes, suite);
  for (const finding of outcome.findings) faults.add('checkpoint', finding);
  const { checkpoint } = outcome;
  if (checkpoint === undefined || !faults.isEmpty) {
    faults.miss(...copyChecks.slice(1));
    return { checks: faults.report(copyChecks, context.language), proved: '', facts: { kind: 'mirror' } };
  }
  const keyPath = given.text('key');
  const reader = keyPath === undefined ? 'public' : readKeyFile(context, keyPath).participant;
  const mirrorKeyPath = given.text('mirrorKey');
  const key = mirrorKeyPath === undefined ? undefined : readMirrorKey(context, mirrorKeyPath);
  const about = begin(folder, { origin: checkpoint.origin, reader }, key);
  const note = await trustedLines(bytes, policy);
  const copy: Copy = {
    ...{ folder, about, checkpoint, note, policy, faults, key, context },
    times: witnessTimes(outcome),
    chain: emptyChain,
    keyNotices: [],
  };
  await withReader(context, serverOf(log), keyPath, (client) => copyFrom(log, client, copy));
  faults.see('checkpoint', `${checkpoint.origin} ${checkpoint.size}`);
  faults.see('notice', `${copy.chain.count} / ${checkpoint.size}`);
  return {
    checks: faults.report(copyChecks, context.language),
    proved: context.say({
      en: `COPIED: ${checkpoint.size} entries, and the ${copy.chain.count} notices that ${readerName(reader).en} may read, each verified.`,
      ru: `СКОПИРОВАНО: записей ${checkpoint.size} и уведомлений, доступных ${readerName(reader).ru}, ${copy.chain.count}; всё проверено.`,
    }),
    facts: {
      kind: 'mirror',
      log: checkpoint.origin,
      size: checkpoint.size,
      notices: copy.chain.count,
      reader,
    },
  };
}

function readerName(reader: string): { en: string; ru: string } {
  return reader === 'public' ? { en: 'everybody', ru: 'всем' } : { en: reader, ru: reader };
}

/** The folder's own word on what it mirrors; a folder never changes its log, its reader or its key. */
function begin(
  folder: MirrorFolder,
  { origin, reader }: { origin: string; reader: string },
  key: MirrorKey | undefined,
): About {
  const before = readAbout(folder);
  const keyText = key === undefined ? undefined : encodeVerifierKey(key.key);
  if (before === undefined) {
    const about = { origin, reader, ...(keyText === undefined ? {} : { keyText }) };
    writeAbout(folder, about);
    return about;
  }
  if (before.origin !== origin) throw otherFolder('log', before.origin, origin);
  if (before.reader !== reader) throw otherFolder('reader', before.reader, reader);
  if (before.keyText !== keyText) throw otherFolder('mirror key', before.keyText ?? '-', keyText ?? '-');
  return before;
}

function otherFolder(what: string, kept: string, now: string): Unusable {
  const russian = { log: 'журнал', reader: 'читатель', 'mirror key': 'ключ зеркала' }[what] ?? what;
  return new Unusable('mirror-other', {
    en: `The folder is a mirror of another kind (${what}: ${kept}, now ${now}). Use the same options as before, or another folder.`,
    ru: `В папке другое зеркало (${russian}: ${kept}, теперь ${now}). Укажите прежние параметры или другую папку.`,
  });
}

/** The checkpoint with the lines alone that a trusted key made: nothing kept goes unjudged. */
async function trustedLines(bytes: Uint8Array, policy: Policy): Promise<Note> {
  const note = parseNote(bytes);
  if (!note.ok) throw new Error('a checked checkpoint has the form of a note');
  const keys = [...policy.logs, ...policy.witnesses].map(({ key }) => key);
  const { unknown } = await verifyNote(note.value, keys, suite);
  const { text, signatures } = note.value;
  return { text, signatures: signatures.filter((line) => !unknown.includes(line)) };
}

async function copyFrom(log: LogSource, client: Client, copy: Copy): Promise<void> {
  const { folder, checkpoint, note, policy, faults, context } = copy;
  const source = serverSource(log, client);
  const kept = await readKept(folder, policy);
  const now = { bytes: encodeNote(note), checkpoint, times: copy.times };
  const broken = await checkContinuity(kept, now, source.tile, folder);
  if (broken !== undefined) {
    faults.add('seen', broken);
    faults.miss(...copyChecks.slice(2));
    return;
  }
  const { times: earlier } = await readWitnessed(folder, policy, checkpoint.origin);
  const times = [...earlier, ...kept.flatMap((one) => one.times), ...copy.times];
  for (const one of kept.filter(({ checkpoint: { size } }) => size < checkpoint.size))
    keepWitnessed(folder, one.bytes, one.checkpoint.size, one.times);
  folder.write(names.pending, now.bytes);
  const opened = await TileTree.open(checkpoint, source.tile, (tile, bytes) => {
    folder.write(names.tile(tile), bytes);
  });
  if (!opened.ok) {
    faults.add('tiles', opened.finding);
    faults.miss(...copyChecks.slice(3));
    return;
  }
  const progress = startProgress(context);
  try {
    const judge = new NoticeJudge(checkpoint.origin, suite, keepingMeasures(client, folder), faults);
    const from = await resume(copy, judge);
    const isWhole = await walkMirror({
      ...{ source, checkpoint, times, judge, faults, progress, from, aheadCount },
      tree: opened.tree,
      endsAtFault: true,
      take: (sound) => put(sound, source, copy),
    });
    if (!isWhole || !faults.isEmpty) return;
    await finish(client, copy);
    for (const index of eraseTexts(folder, checkpoint.size, judge.erasures))
      faults.add('notice', mirrorFindings.erasedByAnother(index));
  } finally {
    progress.end();
  }
}

/** Each definition goes into the folder once its hash was seen to be the one that a notice names. */
function keepingMeasures(client: Client, folder: MirrorFolder): FindMeasure {
  const find = measureFinder(client);
  return async (signed) => {
    const found = await find(signed);
    if (typeof found === 'string') return found;
    const name = names.measure(signed.notice.measure.hash);
    if (!folder.has(name)) folder.write(name, `${JSON.stringify(found)}\n`);
    return found;
  };
}

/** Goes on after the bundles whose notices are in place: those come last of what belongs to a bundle. */
async function resume(copy: Copy, judge: NoticeJudge): Promise<{ bundle: number; takenIn: number }> {
  const { folder, checkpoint } = copy;
  const count = Math.ceil(checkpoint.size / tileWidth);
  let done = 0;
  while (done < count && folder.has(names.notices(done, widthAt(0, done, checkpoint.size)))) done += 1;
  if (done === 0) return { bundle: 0, takenIn: 0 };
  const width = widthAt(0, done - 1, checkpoint.size);
  const last = folder.read(names.notices(done - 1, width), bytesMax.notices);
  const file = last.ok ? parseNotices(last.bytes) : undefined;
  const takenIn = lastTime(folder, done - 1, width);
  const keyNotices = readKeyNotices(folder).filter(({ index }) => index < done * tileWidth);
  for (const notice of keyNotices) {
    const entry = parseEntry(encodeUtf8(notice.entry));
    if (!entry.ok) throw damaged(names.keyNotices);
    await judge.judge([notice], [{ index: notice.index, text: notice.entry, entry: entry.value }]);
  }
  if (!last.ok || file === undefined) throw damaged(names.notices(done - 1, width));
  copy.keyNotices = keyNotices;
  copy.chain = chainAfter(file.before, file.notices);
  return { bundle: done, takenIn };
}

function lastTime(folder: MirrorFolder, index: number, width: number): number {
  const part = folder.read(names.bundle(index, width), bytesMax.bundle);
  const bundle = part.ok ? parseBundle(part.bytes, width) : undefined;
  const entry = parseEntry((bundle?.ok ? bundle.value.at(-1) : undefined) ?? new Uint8Array());
  if (!entry.ok) throw damaged(names.bundle(index, width));
  return entry.value.takenIn;
}

function readKeyNotices(folder: MirrorFolder): LogNotice[] {
  const part = folder.read(names.keyNotices, bytesMax.keyNotices);
  const value = part.ok ? parseJson(part.bytes) : undefined;
  if (!Array.isArray(value) || !value.every(isLogNotice)) throw damaged(names.keyNotices);
  return value;
}

function damaged(name: string): Unusable {
  return new Unusable('mirror-damaged', {
    en: `${name} is damaged, so the copy cannot go on from it: "rapport mirror check DIR" says what else is. Begin anew in another folder.`,
    ru: `Файл ${name} повреждён, и продолжить с него нельзя: что ещё повреждено, покажет «rapport mirror check ПАПКА». Начните заново в другой папке.`,
  });
}

/** Puts a sound bundle in place, its notices last: they say that all of it is there. */
async function put(sound: SoundBundle, source: MirrorSource, copy: Copy): Promise<void> {
  const { folder, faults } = copy;
  const { index, width, notices, judged } = sound;
  await judgeAttachments(judged, source, faults, (sha256, bytes) => {
    if (!folder.has(names.attachment(sha256))) folder.write(names.attachment(sha256), bytes);
  });
  if (!faults.isEmpty) return;
  folder.write(names.tile({ level: 0, index, width }), sound.tile);
  folder.write(names.bundle(index, width), sound.bundle);
  const keys = new Set(judged.filter(({ isKey }) => isKey).map((one) => one.index));
  if (keys.size > 0) {
    const fresh = notices.filter((notice) => keys.has(notice.index));
    copy.keyNotices = [...copy.keyNotices, ...fresh];
    folder.write(names.keyNotices, `${JSON.stringify(copy.keyNotices)}\n`);
  }
  folder.write(names.notices(index, width), encodeNotices({ before: copy.chain, notices }));
  copy.chain = chainAfter(copy.chain, notices);
}

/**
 * The checkpoint comes last, once all that it covers is on disk: only then is it cosigned. Putting it in place is
 * the one step from the old mirror to the new: until then, all that the old one needs stands beside.
 */
async function finish(client: Client, copy: Copy): Promise<void> {
  const { folder, about, checkpoint, note, policy, key, context, chain } = copy;
  const organisation = await client.organisation().catch(() => undefined);
  if (organisation !== undefined) folder.write(names.organisation, `${JSON.stringify(organisation)}\n`);
  const ofLog = policy.logs.filter((one) => one.key.name === checkpoint.origin);
  folder.write(names.keys, ofLog.map((one) => `${encodeVerifierKey(one.key)}\n`).join(''));
  folder.write(names.policy, encodePolicy(policy));
  const { origin, size } = checkpoint;
  folder.write(
    names.holdings(size),
    await encodeHoldings({ origin, size, reader: about.reader, chain }, key),
  );
  folder.write(names.checkpoint, await cosigned(note, key, context));
  folder.remove(names.pending);
  for (const other of folder.list('holdings')) {
    if (other !== String(size)) folder.remove(`holdings/${other}`);
  }
  removeOutgrown(folder, size);
}

async function cosigned(note: Note, key: MirrorKey | undefined, { now }: Context): Promise<Uint8Array> {
  if (key === undefined) return encodeNote(note);
  const { signatures } = await signNote(note.text, [key.cosigner(Math.floor(now() / 1000))]);
  return encodeNote({ text: note.text, signatures: [...note.signatures, ...signatures] });
}

/** Partial parts of earlier sizes, which the wider ones hold too. */
function removeOutgrown(folder: MirrorFolder, size: number): void {
  for (let level = 0; tileWidth ** level <= size; level += 1) {
    const index = Math.floor(size / tileWidth ** (level + 1));
    for (const at of index === 0 ? [0] : [index - 1, index]) {
      const width = widthAt(level, at, size);
      const stems = [names.tile({ level, index: at, width: tileWidth })];
      if (level === 0) stems.push(names.bundle(at, tileWidth), names.notices(at, tileWidth));
      for (const stem of stems) {
        const others = folder.list(`${stem}.p`).filter((one) => one !== String(width));
        for (const other of others) folder.remove(`${stem}.p/${other}`);
      }
    }
  }
}
