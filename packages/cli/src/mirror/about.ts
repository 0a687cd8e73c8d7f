import { isKeyName, parseVerifierKey, type VerifierKey } from '@rapport/record';
import { Unusable } from '../io/outcome.ts';
import type { MirrorFolder } from './folder.ts';
import { bytesMax } from './layout.ts';
import { parseJson } from './notices-file.ts';

/** What a folder is the mirror of, written when it is begun. */
export interface About {
  readonly origin: string;
  /** Code of the participant as which it reads, or `public`. */
  readonly reader: string;
  /** The mirror's own key, where it cosigns. */
  readonly key?: VerifierKey;
  readonly keyText?: string;
}

const format = 'rapport/mirror@v1';
const name = 'mirror.json';

export function writeAbout(folder: MirrorFolder, { origin, reader, keyText }: About): void {
  const key = keyText === undefined ? {} : { key: keyText };
  folder.write(name, `${JSON.stringify({ format, log: origin, reader, ...key })}\n`);
}

/** `undefined` where the folder is not a mirror yet. @throws Unusable where its file says nothing usable */
export function readAbout(folder: MirrorFolder): About | undefined {
  const part = folder.read(name, bytesMax.note);
  if (!part.ok && part.finding.code === 'mirror-file-missing') return undefined;
  const value = part.ok ? (parseJson(part.bytes) as Record<string, unknown> | null | undefined) : undefined;
  const { log, reader, key } = value ?? {};
  const parsed = typeof key === 'string' ? parseVerifierKey(key) : undefined;
  const isSound =
    value?.['format'] === format &&
    typeof log === 'string' &&
    isKeyName(log) &&
    typeof reader === 'string' &&
    /^[A-Za-z0-9-]{2,32}$/.test(reader) &&
    (key === undefined || (parsed?.ok === true && parsed.value.type === 'ed25519-cosignature'));
  if (!isSound) throw unusable(folder);
  if (parsed?.ok !== true) return { origin: log, reader };
  return { origin: log, reader, key: parsed.value, keyText: key as string };
}

/** @throws Unusable where the folder is no mirror */
export function neededAbout(folder: MirrorFolder): About {
  const about = readAbout(folder);
  if (about !== undefined) return about;
  throw new Unusable('mirror-missing', {
    en: `There is no mirror in ${folder.path}: "rapport mirror URL DIR" makes one.`,
    ru: `В ${folder.path} нет зеркала: его создаёт «rapport mirror URL ПАПКА».`,
  });
}

function unusable(folder: MirrorFolder): Unusable {
  return new Unusable('mirror-about', {
    en: `${name} in ${folder.path} does not say what this is a mirror of.`,
    ru: `${name} в ${folder.path} не говорит, зеркало чего здесь.`,
  });
}
