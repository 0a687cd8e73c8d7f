import { checkExamples } from './check-examples.ts';
import { checkForm } from './check-form.ts';
import { checkMembership, checkOrganisation } from './check-organisation.ts';
import { checkSteps } from './check-steps.ts';
import { checkWording } from './check-wording.ts';
import type { FileFault } from './faults.ts';
import { type Folder, type MeasureFolder, type ReadFolder, readFolder } from './folder.ts';
import type { Measure } from './language.ts';
import { measureHash } from './measure-hash.ts';
import type { Fault, Organisation } from './organisation.ts';

/** An organisation's folder parsed: whole and without fault, or every fault found and no organisation. */
export interface ParsedOrganisation {
  readonly organisation?: Organisation;
  readonly faults: readonly Fault[];
}

/**
 * Reads and checks an organisation's folder.
 *
 * @param files - the text of each file by its path relative to the folder (`measures/keys/measure.json`); not trusted
 * @returns all faults at once, by file and line; never throws. Source: docs/spec/measures.md.
 */
export function parseOrganisation(files: ReadonlyMap<string, string>): ParsedOrganisation {
  const { folder, faults, lineOf } = readFolder(files);
  const all = [
    ...faults,
    ...checkOrganisation(folder),
    ...[...folder.measures.values()].flatMap(checkMeasure(folder)),
  ];
  const placed = all.map((fault) => withLine(fault, lineOf));
  if (placed.length > 0) return { faults: placed.sort(byPlace) };
  const organisation = assemble(folder);
  return organisation === undefined ? { faults: [] } : { organisation, faults: [] };
}

function checkMeasure(folder: Folder): (measure: MeasureFolder) => FileFault[] {
  return (measure) => {
    const { definition, forms, id } = measure;
    const faults = [...forms].flatMap(([name, form]) => checkForm(`measures/${id}/forms/${name}.json`, form));
    // A form with a fault is set aside: what builds on it would only repeat the fault.
    const sound = faults.length === 0 ? measure : { ...measure, forms: new Map() };
    if (definition === undefined) return faults;
    return [
      ...faults,
      ...checkMembership(measure, folder),
      ...checkSteps(definition, sound),
      ...checkUse(measure),
      ...(folder.organisation === undefined
        ? []
        : checkWording(definition, sound, folder.organisation.languages)),
      ...(folder.participants === undefined ? [] : checkExamples(definition, sound, folder.participants)),
    ];
  };
}

function checkUse({ id, definition, formNames }: MeasureFolder): FileFault[] {
  return [...formNames]
    .filter((name) => definition?.steps.every((step) => step.form !== name))
    .map((name) => ({
      file: `measures/${id}/forms/${name}.json`,
      at: '',
      code: 'file-unknown',
      sentence: 'No step uses this form: name it in a step or remove the file.',
    }));
}

/** The line of the place itself or, where something is missing, of what it is missing from. */
function withLine(fault: FileFault, lineOf: ReadFolder['lineOf']): Fault {
  let at = fault.at;
  while (at !== '' && lineOf(fault.file, at) === undefined) at = at.slice(0, at.lastIndexOf('/'));
  const line = lineOf(fault.file, at);
  return line === undefined ? fault : { ...fault, line };
}

function byPlace(a: Fault, b: Fault): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}

/** The organisation from a folder without fault; undefined cannot happen then, as every file is there. */
function assemble({ organisation, participants, dimensions, bodies, catalogue, measures }: Folder) {
  if (!organisation || !participants || !dimensions || !bodies || !catalogue) return undefined;
  const parsed = [...measures.values()].flatMap(assembleMeasure);
  return { ...organisation, participants, dimensions, bodies, catalogue, measures: parsed };
}

function assembleMeasure(folder: MeasureFolder): Measure[] {
  const { definition } = folder;
  if (definition === undefined) return [];
  const forms = Object.fromEntries(folder.forms);
  const wording = Object.fromEntries(folder.wording);
  return [{ ...definition, hash: measureHash(definition, forms, wording), forms, wording }];
}
