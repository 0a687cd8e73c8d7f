import { parseUtf8 } from '../index.ts';

/** The files of `vectors/`, by path below it: read from disk in Node, fetched in a browser. */
export type VectorFiles = Map<string, Uint8Array>;

/** One vector run: `ok` if our code said what the vector asks for, `got` what it said, for the report. */
export type Outcome = { name: string; ok: boolean; got: string };

export function outcome(name: string, got: unknown, wanted: unknown): Outcome {
  const [said, asked] = [JSON.stringify(got) ?? 'undefined', JSON.stringify(wanted) ?? 'undefined'];
  return { name, ok: said === asked, got: said.slice(0, 200) };
}

export function readBytes(files: VectorFiles, path: string): Uint8Array {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`no vector file ${path}`);
  return bytes;
}

export function readText(files: VectorFiles, path: string): string {
  const text = parseUtf8(readBytes(files, path));
  if (text === undefined) throw new Error(`${path} is not UTF-8`);
  return text;
}

/** The file's own shape is the caller's to know: vectors are trusted. */
export function readJson<T>(files: VectorFiles, path: string): T {
  return JSON.parse(readText(files, path)) as T;
}

/** The same bytes with one bit turned, the lowest of the byte at `at` (counted from the end if negative). */
export function flipBit(bytes: Uint8Array, at: number): Uint8Array {
  const flipped = bytes.slice();
  const index = at < 0 ? bytes.length + at : at;
  flipped[index] = (flipped[index] ?? 0) ^ 1;
  return flipped;
}
