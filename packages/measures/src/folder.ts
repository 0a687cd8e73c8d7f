import { checkShape, type FileKind } from './check-shape.ts';
import type { ExampleThread } from './example-thread.ts';
import type { FileFault } from './faults.ts';
import { parseJsonText } from './json-text.ts';
import type { FormSchema, Language, MeasureWording } from './language.ts';
import type { MeasureDefinition } from './measure-hash.ts';
import type {
  Body,
  CatalogueItem,
  Dimension,
  EntryList,
  Organisation,
  Participant,
  PublicFact,
} from './organisation.ts';

/** `organisation.json`: what an organisation's folder says of the organisation alone. */
export type OrganisationFile = Pick<
  Organisation,
  'id' | 'name' | 'abbreviation' | 'languages' | 'origin' | 'asOf' | 'invented' | 'disclaimer'
>;

/** Answers that a step's form has to accept, or to refuse at the place in `because`. */
export interface Example {
  readonly file: string;
  readonly accepted: boolean;
  readonly step: string;
  readonly answers: unknown;
  readonly because?: string;
}

/** A measure's folder as far as it has the right shape. */
export interface MeasureFolder {
  readonly id: string;
  definition?: MeasureDefinition;
  /** Names of all form files, those of the wrong shape too. */
  readonly formNames: Set<string>;
  readonly forms: Map<string, FormSchema>;
  /** Languages of all wording files, those of the wrong shape too. */
  readonly languages: Set<Language>;
  readonly wording: Map<Language, MeasureWording>;
  readonly examples: Example[];
  readonly threads: { readonly file: string; readonly thread: ExampleThread }[];
}

/** An organisation's folder as far as it has the right shape; nothing in it is cross-checked yet. */
export interface Folder {
  organisation?: OrganisationFile;
  participants?: readonly Participant[];
  dimensions?: readonly Dimension[];
  bodies?: readonly Body[];
  catalogue?: readonly CatalogueItem[];
  facts: readonly PublicFact[];
  /** Lists by the name of their file. */
  readonly lists: Map<string, EntryList>;
  readonly measures: Map<string, MeasureFolder>;
}

/** A folder read, with the faults of its single files and the line of each place in each file. */
export interface ReadFolder {
  readonly folder: Folder;
  readonly faults: FileFault[];
  linesOf(file: string): ReadonlyMap<string, number>;
}

/** The line of each place of one file, found when asked. */
type Lines = () => ReadonlyMap<string, number>;

const TOP_FILES = ['organisation', 'participants', 'dimensions', 'bodies', 'catalogue'] as const;
const TOP_FILE = /^(organisation|participants|dimensions|bodies|catalogue|facts)\.json$/;
const LIST_FILE = /^lists\/([^/]+)\.json$/;
const MEASURE_FILE =
  /^measures\/([^/]+)\/(?:(measure)|(form)s\/([^/]+)|(wording)\/([^/]+)|(example)s\/(?:accepted|refused)-[^/]+|examples\/(thread)-[^/]+)\.json$/;

interface Place {
  readonly kind: FileKind;
  readonly measure?: string;
  /** The form's name, the wording's language or the list's. */
  readonly name?: string;
}

/** Where a file belongs in the layout of a folder (docs/spec/measures.md); undefined: nowhere. */
function placeOf(path: string): Place | undefined {
  const [, top] = TOP_FILE.exec(path) ?? [];
  if (top !== undefined) return { kind: top as FileKind };
  const [, list] = LIST_FILE.exec(path) ?? [];
  if (list !== undefined) return { kind: 'list', name: list };
  const [, measure, ...parts] = MEASURE_FILE.exec(path) ?? [];
  const [kind, name] = parts.filter((part) => part !== undefined);
  if (measure === undefined || kind === undefined) return undefined;
  return name === undefined ? { kind: kind as FileKind, measure } : { kind: kind as FileKind, measure, name };
}

/**
 * Reads every JSON file of a folder; other files, a README for instance, are left alone.
 *
 * @param files - text by path relative to the folder, with `/` between names
 */
export function readFolder(files: ReadonlyMap<string, string>): ReadFolder {
  const folder: Folder = { measures: new Map(), lists: new Map(), facts: [] };
  const lines = new Map<string, Lines>();
  const faults: FileFault[] = [];
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (file.endsWith('.json')) faults.push(...readFile(folder, lines, file, text));
  }
  for (const name of TOP_FILES) {
    if (!files.has(`${name}.json`))
      faults.push(missing(`${name}.json`, 'Every organisation has this file: add it.'));
  }
  for (const { id } of folder.measures.values()) {
    const file = `measures/${id}/measure.json`;
    if (!files.has(file))
      faults.push(missing(file, 'Every measure has this file: add it, or remove the folder.'));
  }
  return { folder, faults, linesOf: (file) => lines.get(file)?.() ?? new Map() };
}

function missing(file: string, sentence: string): FileFault {
  return { file, at: '', code: 'file-missing', sentence };
}

function readFile(folder: Folder, lines: Map<string, Lines>, file: string, text: string): FileFault[] {
  const place = placeOf(file);
  if (place === undefined) {
    const sentence = 'No file of this name belongs here: see the layout in docs/spec/measures.md.';
    return [{ file, at: '', code: 'file-unknown', sentence }];
  }
  const measure = place.measure === undefined ? undefined : measureFolder(folder, place.measure);
  if (place.kind === 'form' && place.name !== undefined) measure?.formNames.add(place.name);
  if (place.kind === 'wording' && place.name !== undefined) measure?.languages.add(place.name);
  const json = parseJsonText(text);
  if (!json.ok) {
    const line = new Map(json.line === undefined ? [] : [[json.at, json.line]]);
    lines.set(file, () => line);
    return [{ file, at: json.at, code: 'json-invalid', sentence: json.sentence }];
  }
  lines.set(file, json.lines);
  const faults = checkShape(place.kind, file, json.value);
  if (faults.length === 0) keep(folder, measure, place, file, withoutSchema(json.value as object));
  return faults;
}

function measureFolder(folder: Folder, id: string): MeasureFolder {
  const known = folder.measures.get(id);
  if (known !== undefined) return known;
  const measure: MeasureFolder = {
    id,
    formNames: new Set(),
    forms: new Map(),
    languages: new Set(),
    wording: new Map(),
    examples: [],
    threads: [],
  };
  folder.measures.set(id, measure);
  return measure;
}

/** The file's content without the `$schema` that editors read: it is no part of what the file says. */
function withoutSchema(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== '$schema'));
}

/** Puts a value into the folder. The schema of its kind has passed it, which is what the casts stand on. */
function keep(
  folder: Folder,
  measure: MeasureFolder | undefined,
  place: Place,
  file: string,
  value: object,
): void {
  const { kind, name } = place;
  if (kind === 'list' && name !== undefined) {
    folder.lists.set(name, value as EntryList);
  } else if (measure === undefined) {
    Object.assign(folder, kind === 'organisation' ? { organisation: value } : value);
  } else if (kind === 'measure') {
    measure.definition = value as MeasureDefinition;
  } else if (kind === 'thread') {
    measure.threads.push({ file, thread: value as ExampleThread });
  } else if (kind === 'example') {
    const accepted = file.includes('/examples/accepted-');
    measure.examples.push({ ...(value as Omit<Example, 'file' | 'accepted'>), file, accepted });
  } else if (kind === 'form' && name !== undefined) {
    measure.forms.set(name, value as FormSchema);
  } else if (kind === 'wording' && name !== undefined) {
    measure.wording.set(name, value as MeasureWording);
  }
}
