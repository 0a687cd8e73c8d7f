import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeUtf8 } from '@rapport/record';
import type { ReportedFinding } from '../verify/report.ts';
import { mirrorFindings } from './wording.ts';

/** Bytes of a part of a mirror, or why it cannot be used. */
export type Part =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly finding: ReportedFinding };

/** What is being written stands under this ending until it is whole; a kill leaves it behind unused. */
const unfinished = '.part';

/**
 * The folder of a mirror. Names are ours, never a server's: paths of tiles, numbers, hashes. Reading follows no
 * link and stops at a size; writing puts whole files in place, on disk, or none.
 */
export class MirrorFolder {
  readonly path: string;

  /** @param path - absolute */
  constructor(path: string) {
    this.path = path;
  }

  /** @param bytesMax - the most that an honest file of this name has */
  read(name: string, bytesMax: number): Part {
    const kind = this.#kindOf(name);
    if (kind === 'missing') return { ok: false, finding: mirrorFindings.missing(name) };
    if (kind === 'link') return { ok: false, finding: mirrorFindings.link(name) };
    if (kind === 'other') return { ok: false, finding: mirrorFindings.noFile(name) };
    if (kind.bytes > bytesMax) return { ok: false, finding: mirrorFindings.large(name, bytesMax) };
    return { ok: true, bytes: new Uint8Array(readFileSync(join(this.path, name))) };
  }

  has(name: string): boolean {
    return typeof this.#kindOf(name) === 'object';
  }

  /** What lies in a folder of the mirror, by name; empty where there is none. */
  list(name: string): string[] {
    if (this.#kindOf(name) !== 'other') return [];
    return readdirSync(join(this.path, name));
  }

  /** Puts a whole file in place of whatever stood there, on disk before it returns. */
  write(name: string, content: string | Uint8Array): void {
    const target = join(this.path, name);
    const folder = dirname(target);
    mkdirSync(folder, { recursive: true });
    const bytes = typeof content === 'string' ? encodeUtf8(content) : content;
    const file = openSync(`${target}${unfinished}`, 'w');
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${target}${unfinished}`, target);
    syncFolder(folder);
  }

  remove(name: string): void {
    rmSync(join(this.path, name), { force: true, recursive: true });
  }

  #kindOf(name: string): 'missing' | 'link' | 'other' | { readonly bytes: number } {
    const parts = name.split('/');
    for (let count = 1; count <= parts.length; count += 1) {
      const stat = lstatSync(join(this.path, ...parts.slice(0, count)), { throwIfNoEntry: false });
      if (stat === undefined) return 'missing';
      if (stat.isSymbolicLink()) return 'link';
      if (count === parts.length) return stat.isFile() ? { bytes: stat.size } : 'other';
      if (!stat.isDirectory()) return 'missing';
    }
    return 'missing';
  }
}

/** A name that was moved lasts once its folder is on disk. Not every system lets a folder be opened. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
