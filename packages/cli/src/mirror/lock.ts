import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';

const name = 'lock';

/** Locks of this process: a process that was given the number of a dead one, as in containers, is not it. */
const held = new Set<string>();

/**
 * Does a piece of work while no other process writes into a mirror's folder. The lock of a process of this
 * machine that is no more is taken over.
 *
 * @param folder - absolute; made where it is not there
 * @throws Unusable where another copy is under way
 */
export async function whileLocked<T>(folder: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  if (!take(path) && !(removeStale(path) && take(path))) throw underWay(path);
  held.add(path);
  try {
    return await work();
  } finally {
    held.delete(path);
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, `${process.pid} ${hostname()}\n`);
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EEXIST') return false;
    throw error;
  }
}

/** @returns whether the lock was one of a dead process and is gone */
function removeStale(path: string): boolean {
  const text = readLock(path);
  if (text === undefined) return true;
  if (!isStale(text, path)) return false;
  const aside = `${path}.${process.pid}`;
  renameSync(path, aside); // one of two who find it stale moves it; the other may move the new one
  const moved = readFileSync(aside, 'utf8');
  if (moved === text) rmSync(aside);
  else renameSync(aside, path);
  return moved === text;
}

function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isStale(text: string, path: string): boolean {
  const [, pid, host] = /^(\d{1,10}) (\S+)\n$/.exec(text) ?? [];
  if (pid === undefined || host !== hostname()) return false;
  return Number(pid) === process.pid ? !held.has(path) : !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code !== 'ESRCH';
  }
}

function underWay(path: string): Unusable {
  const [pid = '?', host = '?'] = (readLock(path) ?? '').trim().split(' ').map(printable);
  return new Unusable('mirror-locked', {
    en: `Another copy into this folder is under way (process ${pid} on ${host}). Nothing was done. If that process is no more, remove ${path}.`,
    ru: `В эту папку уже идёт другое копирование (процесс ${pid} на ${host}). Ничего не сделано. Если этого процесса больше нет, удалите ${path}.`,
  });
}
