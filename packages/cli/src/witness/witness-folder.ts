import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import {
  type Checkpoint,
  encodeHex,
  encodeUtf8,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  sha256,
  type VerifierKey,
  verifyNote,
} from '@rapport/record';
import { Unusable } from '../io/outcome.ts';
import type { Surroundings } from '../io/surroundings.ts';
import { suite } from '../verify/platform.ts';
import { replaceFile } from './replace-file.ts';

/** What a witness cosigned last of a log: the checkpoint with the log's lines and its own. */
export interface Cosigned {
  readonly bytes: Uint8Array;
  readonly checkpoint: Checkpoint;
}

/** A log that the witness trusts, and what it cosigned of it. */
export interface TrustedLog {
  readonly origin: string;
  readonly keys: VerifierKey[];
  readonly last: Cosigned | undefined;
}

const nothingYet = 'nothing cosigned yet\n';

/** The name of a log in addresses and files: hexadecimal SHA-256 of its origin. Source: C2SP tlog-witness. */
export function originHash(origin: string): string {
  return encodeHex(sha256(encodeUtf8(origin)));
}

/** The keys of the logs trusted, in the order they were added. @throws Unusable where the list is damaged */
export function readTrustedKeys({ folder }: Surroundings, path: string): VerifierKey[] {
  const file = resolve(folder, path, 'logs');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => {
    const key = parseVerifierKey(line);
    if (key.ok) return key.value;
    throw damaged(file);
  });
}

/**
 * Adds a log's key. The log's state file is made with it: if that is missing later, it was lost, and the witness
 * does not begin anew.
 *
 * @param line - the verifier key's text
 */
export function addTrustedKey(surroundings: Surroundings, path: string, origin: string, line: string): void {
  const folder = resolve(surroundings.folder, path);
  const state = join(folder, 'state', originHash(origin));
  mkdirSync(join(folder, 'state'), { recursive: true, mode: 0o700 });
  const isKnown = readTrustedKeys(surroundings, path).some(({ name }) => name === origin);
  if (!isKnown && !existsSync(state)) replaceFile(state, nothingYet);
  const file = join(folder, 'logs');
  replaceFile(file, `${existsSync(file) ? readFileSync(file, 'utf8') : ''}${line}\n`);
}

/**
 * Reads what was cosigned last of each trusted log.
 *
 * @param own - the witness's key: a state that it did not sign, or the log did not, is damaged
 * @throws Unusable naming the file that is damaged or lost
 */
export async function readLogs(
  surroundings: Surroundings,
  path: string,
  own: VerifierKey,
): Promise<TrustedLog[]> {
  const keys = readTrustedKeys(surroundings, path);
  const origins = [...new Set(keys.map(({ name }) => name))];
  return Promise.all(
    origins.map(async (origin) => {
      const ofLog = keys.filter(({ name }) => name === origin);
      const file = statePath(resolve(surroundings.folder, path), origin);
      return { origin, keys: ofLog, last: await readState(file, origin, [...ofLog, own], own) };
    }),
  );
}

function statePath(folder: string, origin: string): string {
  return join(folder, 'state', originHash(origin));
}

async function readState(
  file: string,
  origin: string,
  keys: VerifierKey[],
  own: VerifierKey,
): Promise<Cosigned | undefined> {
  if (!existsSync(file)) throw damaged(file);
  const bytes = new Uint8Array(readFileSync(file));
  if (Buffer.from(bytes).toString() === nothingYet) return undefined;
  const note = parseNote(bytes);
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!note.ok || !checkpoint.ok || checkpoint.value.origin !== origin) throw damaged(file);
  const { verified, findings } = await verifyNote(note.value, keys, suite);
  if (findings.length > 0 || verified.length < 2 || !verified.includes(own)) throw damaged(file);
  return { bytes, checkpoint: checkpoint.value };
}

function damaged(file: string): Unusable {
  return new Unusable('witness-state', {
    en: `${file} is damaged or lost. A witness that forgot what it cosigned could cosign a second history, so it does not start. Put the file back from a backup that is surely the newest, or begin as a new witness with a new key.`,
    ru: `${file} повреждён или утрачен. Свидетель, забывший, что он подписал, мог бы подписать вторую историю, поэтому он не запускается. Верните файл из заведомо последней копии или начните заново с новым ключом.`,
  });
}

/** Keeps the newest cosigned checkpoint of a log: on disk when this returns. */
export function keepState(folder: string, { checkpoint, bytes }: Cosigned): void {
  replaceFile(statePath(folder, checkpoint.origin), bytes);
}

const evidenceFilesMax = 1000;

/**
 * Keeps evidence under the hash of its bytes. A suspicion anybody can send, so each log has room for one.
 *
 * @returns the file; `undefined` where it is not kept, for there is enough
 */
export function keepEvidence(folder: string, bytes: Uint8Array, suspicionOf?: string): string | undefined {
  const into = join(folder, 'evidence');
  mkdirSync(into, { recursive: true, mode: 0o700 });
  const hash = encodeHex(sha256(bytes)).slice(0, 16);
  const name = suspicionOf === undefined ? `${hash}.json` : `suspicion-${originHash(suspicionOf)}.json`;
  const file = join(into, name);
  if (existsSync(file) || readdirSync(into).length >= evidenceFilesMax) return undefined;
  replaceFile(file, bytes);
  return file;
}

/**
 * Holds the folder for one process: the operating system lets go of it when the process ends, however it ends.
 *
 * @throws Unusable where another process holds it
 */
export function lockFolder(folder: string): { release(): void } {
  const { DatabaseSync: Database } = process.getBuiltinModule('node:sqlite');
  const lock: DatabaseSync = new Database(join(folder, 'lock'));
  try {
    lock.exec('pragma busy_timeout = 0; begin exclusive');
  } catch (cause) {
    lock.close();
    throw Object.assign(inUse(folder), { cause });
  }
  return { release: () => lock.close() };
}

function inUse(folder: string): Unusable {
  return new Unusable('witness-running', {
    en: `Another witness runs on ${folder}. Two on one folder could cosign two histories: stop the other one first.`,
    ru: `С папкой ${folder} уже работает другой свидетель. Двое с одной папкой могли бы подписать две истории: сначала остановите другого.`,
  });
}
