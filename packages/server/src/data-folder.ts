import { accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The layout of the data folder that this program writes. */
export const dataFormat = 1;

/** The data folder cannot be used; the message says what to do. */
export class DataFolderError extends Error {}

/**
 * Makes the data folder ready, or refuses one that is not writable or was written by a newer program.
 *
 * @param folder - absolute path
 */
export function openDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DataFolderError(
      `The data folder ${folder} cannot be written to. Give its path in RAPPORT_DATA, or make it yours.`,
      { cause: error },
    );
  }
  const path = join(folder, 'format.json');
  const format = readFormat(path);
  if (format === undefined) writeWhole(path, `${JSON.stringify({ format: dataFormat })}\n`);
  else if (format > dataFormat) {
    throw new DataFolderError(
      `The data folder ${folder} was written by a newer Rapport (format ${format}; this one knows ${dataFormat}). Start the newer program; nothing was changed.`,
    );
  }
}

function readFormat(path: string): number | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  if (text === '') return undefined; // an older Rapport was stopped, or out of room, while it wrote
  const parsed = /^\{"format":(\d{1,6})\}\s*$/.exec(text);
  if (parsed?.[1] === undefined)
    throw new DataFolderError(`${path} is damaged. It should read {"format":${dataFormat}}.`);
  return Number(parsed[1]);
}

/** Writes a file whole or not at all: neither a stop nor a full disk leaves half of it. */
export function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
