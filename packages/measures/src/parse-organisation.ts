import { checkExamples } from './check-examples.ts';
import { checkForm } from './check-form.ts';
import { checkMembership, checkOrganisation } from './check-organisation.ts';
import { checkSealing } from './check-sealing.ts';
import { checkSteps } from './check-steps.ts';
import { checkViews } from './check-views.ts';
import { checkWording, fieldsOf } from './check-wording.ts';
import type { ExampleThread } from './example-thread.ts';
import type { FileFault } from './faults.ts';
import { type Folder, type MeasureFolder, type ReadFolder, readFolder } from './folder.ts';
import type { FieldSchema, FormSchema, Measure } from './language.ts';
import { codesOfLists } from './lists.ts';
import { measureHash } from './measure-hash.ts';
import type { Fault, Organisation } from './organisation.ts';
import { orderOf } from './place.ts';
import { parsePointer, under } from './pointer.ts';

/** A worked thread and the edition of a measure that it works. */
export interface WorkedThread {
  readonly file: string;
  readonly measure: string;
  readonly edition: string;
  readonly thread: ExampleThread;
  /** The line of each place in the file, by JSON pointer, from 1. */
  lines(): ReadonlyMap<string, number>;
}

/** An organisation's folder parsed: whole and without fault, or every fault found and no organisation. */
export interface ParsedOrganisation {
  readonly organisation?: Organisation;
  /** Where there are faults, but in some measures only: the organisation with the others, to be checked further. */
  readonly sound?: Organisation;
  /** The worked threads of each measure, by file; the rules that play them are those of `notices`. */
  readonly threads: readonly WorkedThread[];
  readonly faults: readonly Fault[];
}

/**
 * Reads and checks an organisation's folder.
 *
 * @param files - the text of each file by its path relative to the folder (`measures/keys/measure.json`); not trusted
 * @returns all faults at once, by file and line; never throws. Source: docs/spec/measures.md.
 */
export function parseOrganisation(files: ReadonlyMap<string, string>): ParsedOrganisation {
  const { folder, faults, linesOf } = readFolder(files);
  const all = [
    ...faults,
    ...checkOrganisation(folder),
    ...[...folder.measures.values()].flatMap(checkMeasure(folder)),
  ];
  const placed = all.map((fault) => withLine(fault, linesOf));
  if (placed.length > 0) return { ...soundPart(folder, placed, linesOf), faults: placed.sort(byPlace) };
  const organisation = assemble(folder);
  if (organisation === undefined) return { faults: [], threads: [] };
  return { organisation, faults: [], threads: workedThreads(folder, linesOf) };
}

function checkMeasure(folder: Folder): (measure: MeasureFolder) => FileFault[] {
  const lists = codesOf(folder);
  return (measure) => {
    const { definition, forms, id } = measure;
    const faults = [...forms].flatMap(([name, form]) => checkForm(`measures/${id}/forms/${name}.json`, form));
    // A form with a fault is set aside: what builds on it would only repeat the fault.
    const sound = faults.length === 0 ? measure : { ...measure, forms: new Map() };
    if (definition === undefined) return faults;
    return [
      ...faults,
      ...checkMembership(measure, folder),
      ...checkSteps(definition, sound, folder.bodies),
      ...checkSealing(definition, sound),
      ...checkViews(definition, sound),
      ...checkEntries(sound, lists),
      ...checkUse(measure),
      ...(folder.organisation === undefined
        ? []
        : checkWording(definition, sound, folder.organisation.languages)),
      ...(folder.participants === undefined
        ? []
        : checkExamples(definition, sound, { participants: lists.get('participants') ?? new Set(), lists })),
    ];
  };
}

/** Codes of each list, as far as the folder could be read. */
function codesOf(folder: Folder): ReadonlyMap<string, ReadonlySet<string>> {
  const { participants = [], bodies = [], dimensions = [], catalogue = [] } = folder;
  const measures = [...folder.measures.keys()].map((id) => ({ id: id.split('@')[0] ?? id }));
  const named = {
    participants,
    bodies,
    dimensions,
    catalogue,
    lists: [...folder.lists].map(([id, list]) => ({ ...list, id })),
  };
  return codesOfLists({ ...named, measures });
}

/** Every field of format `entry` names a list that is there. */
function checkEntries({ id, forms }: MeasureFolder, lists: ReadonlyMap<string, unknown>): FileFault[] {
  return [...forms].flatMap(([name, form]) =>
    [...fieldsOf(form, '')].flatMap(([pointer, { list }]) => {
      if (list === undefined || lists.has(list)) return [];
      const at = schemaPointer(pointer);
      const sentence = `"${list}" is no list of the organisation: add lists/${list}.json or check its spelling.`;
      return [
        { file: `measures/${id}/forms/${name}.json`, at, code: 'reference-unknown' as const, sentence },
      ];
    }),
  );
}

/** Where a field that answers have at `pointer` stands in its schema. */
function schemaPointer(pointer: string): string {
  const steps = (parsePointer(pointer) ?? []).map((step) =>
    step === '*' ? ['items'] : ['properties', step],
  );
  return under('', ...steps.flat(), 'list');
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

/** What can be checked further beside the faults found: the measures that have none, if nothing else has one. */
function soundPart(
  folder: Folder,
  faults: readonly Fault[],
  linesOf: ReadFolder['linesOf'],
): Pick<ParsedOrganisation, 'sound' | 'threads'> {
  const faulty = new Set(faults.map(({ file }) => /^measures\/([^/]+)\//.exec(file)?.[1]));
  if (faulty.has(undefined)) return { threads: [] };
  const measures = new Map([...folder.measures].filter(([name]) => !faulty.has(name)));
  const part = { ...folder, measures };
  const sound = assemble(part);
  return { ...(sound === undefined ? {} : { sound }), threads: workedThreads(part, linesOf) };
}

function workedThreads(folder: Folder, linesOf: ReadFolder['linesOf']): WorkedThread[] {
  return [...folder.measures.values()].flatMap(({ definition, threads }) =>
    threads.map(({ file, thread }) => ({
      file,
      measure: definition?.id ?? '',
      edition: definition?.edition ?? '',
      thread,
      lines: () => linesOf(file),
    })),
  );
}

/** The line of the place itself or, where something is missing, of what it is missing from. */
export function nearestLine(lines: ReadonlyMap<string, number>, place: string): number | undefined {
  let at = place;
  while (at !== '' && !lines.has(at)) at = at.slice(0, at.lastIndexOf('/'));
  return lines.get(at);
}

function withLine(fault: FileFault, linesOf: ReadFolder['linesOf']): Fault {
  const line = nearestLine(linesOf(fault.file), fault.at);
  return line === undefined ? fault : { ...fault, line };
}

function byPlace(a: Fault, b: Fault): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}

/** The organisation from a folder without fault; undefined cannot happen then, as every file is there. */
function assemble(folder: Folder): Organisation | undefined {
  const { organisation, participants, dimensions, bodies, catalogue, facts, measures } = folder;
  if (!organisation || !participants || !dimensions || !bodies || !catalogue) return undefined;
  const parsed = [...measures.values()].flatMap(assembleMeasure);
  const lists = [...folder.lists.values()];
  return { ...organisation, participants, dimensions, bodies, catalogue, lists, facts, measures: parsed };
}

function assembleMeasure(folder: MeasureFolder): Measure[] {
  const { definition } = folder;
  if (definition === undefined) return [];
  const forms = Object.fromEntries([...folder.forms].map(([name, form]) => [name, ordered(form)]));
  const wording = Object.fromEntries(folder.wording);
  return [{ ...definition, hash: measureHash(definition, forms, wording), forms, wording }];
}

/** A form with the order of its fields written down, so that no later hand that sorts names can change it. */
function ordered(form: FormSchema): FormSchema {
  return orderedField(form) as FormSchema;
}

function orderedField(field: FieldSchema): FieldSchema {
  const items = field.items === undefined ? {} : { items: orderedField(field.items) };
  if (field.properties === undefined) return { ...field, ...items };
  const properties: Record<string, FieldSchema> = {};
  for (const [name, member] of Object.entries(field.properties)) properties[name] = orderedField(member);
  return { ...field, ...items, order: orderOf(field), properties };
}
