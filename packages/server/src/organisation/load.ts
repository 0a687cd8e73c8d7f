import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type Fault, type Organisation, parseOrganisation, type WorkedThread } from '@rapport/measures';

/** The organisation's folder cannot be used; `faults` names each thing that is wrong with it. */
export class OrganisationError extends Error {
  constructor(folder: string, faults: readonly Fault[]) {
    const lines = faults.map((fault) => `  ${fault.file}${fault.at}: ${fault.sentence}`);
    super(`The organisation's folder ${folder} has ${faults.length} faults:\n${lines.join('\n')}`);
  }
}

/** Reads and checks an organisation's folder. @throws OrganisationError with every fault */
export function loadOrganisation(folder: string): Organisation {
  return loadFolder(folder).organisation;
}

/** The same, with the folder's worked threads. */
export function loadFolder(folder: string): {
  organisation: Organisation;
  threads: readonly WorkedThread[];
} {
  const { organisation, threads, faults } = parseOrganisation(readFolder(folder));
  if (organisation === undefined) throw new OrganisationError(folder, faults);
  return { organisation, threads };
}

function readFolder(folder: string): Map<string, string> {
  const names = listFolder(folder);
  const files = names.filter((name) => name.endsWith('.json'));
  return new Map(files.map((name) => [name.split(sep).join('/'), readFileSync(join(folder, name), 'utf8')]));
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    throw new Error(
      `The organisation's folder ${folder} cannot be read. Give its path in RAPPORT_ORGANISATION.`,
      { cause: error },
    );
  }
}
