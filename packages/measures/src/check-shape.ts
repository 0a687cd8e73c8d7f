import { Validator } from '@cfworker/json-schema';
import type { FileFault } from './faults.ts';
import bodies from './schema/bodies.schema.json' with { type: 'json' };
import catalogue from './schema/catalogue.schema.json' with { type: 'json' };
import dimensions from './schema/dimensions.schema.json' with { type: 'json' };
import example from './schema/example.schema.json' with { type: 'json' };
import facts from './schema/facts.schema.json' with { type: 'json' };
import form from './schema/form.schema.json' with { type: 'json' };
import list from './schema/list.schema.json' with { type: 'json' };
import measure from './schema/measure.schema.json' with { type: 'json' };
import organisation from './schema/organisation.schema.json' with { type: 'json' };
import participants from './schema/participants.schema.json' with { type: 'json' };
import thread from './schema/thread.schema.json' with { type: 'json' };
import wording from './schema/wording.schema.json' with { type: 'json' };

type Schema = Exclude<ConstructorParameters<typeof Validator>[0], boolean>;

const SCHEMAS = {
  bodies,
  catalogue,
  dimensions,
  example,
  facts,
  form,
  list,
  measure,
  organisation,
  participants,
  thread,
  wording,
} as const;

/** The kinds of files that an organisation's folder holds. */
export type FileKind = keyof typeof SCHEMAS;

const validators = new Map<FileKind, Validator>();

function validatorOf(kind: FileKind): Validator {
  const known = validators.get(kind);
  if (known !== undefined) return known;
  const validator = new Validator(SCHEMAS[kind] as Schema, '2020-12', false);
  validators.set(kind, validator);
  return validator;
}

/** Keywords that only say that something below them is wrong. */
const WRAPPERS = new Set([
  'properties',
  'items',
  'additionalProperties',
  '$ref',
  'if',
  'allOf',
  'then',
  'else',
  'propertyNames',
]);

/**
 * Checks a file's shape against the schema of its kind, the one that editors use.
 *
 * @param value - parsed JSON, well-formed text, nested 32 deep at most (`parseJsonText`)
 * @returns a fault for each wrong place
 */
export function checkShape(kind: FileKind, file: string, value: unknown): FileFault[] {
  const faults = new Map<string, FileFault>();
  for (const unit of validatorOf(kind).validate(value).errors) {
    if (WRAPPERS.has(unit.keyword)) continue;
    const at = decodeURIComponent(unit.instanceLocation.slice(1));
    const sentence = sentenceFor(SCHEMAS[kind] as Schema, unit);
    const place = unit.keyword === 'required' ? `${at} ${unit.error}` : at;
    if (!faults.has(place)) faults.set(place, { file, at, code: 'shape-invalid', sentence });
  }
  return [...faults.values()];
}

interface Unit {
  readonly keyword: string;
  readonly keywordLocation: string;
  readonly error: string;
}

function sentenceFor(schema: Schema, unit: Unit): string {
  const [, name] = /"(.*)"/.exec(unit.error) ?? [];
  if (unit.keyword === 'required') return `"${name}" is missing here: add it.`;
  if (unit.keyword === 'false') return 'The format has no such name: check its spelling or take it out.';
  const description = describe(schema, unit.keywordLocation);
  return description === undefined ? unit.error : `What stands here should be ${description}.`;
}

/** The nearest description on the way from the schema's root to a keyword's place. */
function describe(schema: Schema, location: string): string | undefined {
  let node: unknown = schema;
  let description: string | undefined;
  for (const step of location.split('/').slice(1)) {
    node = memberOf(node, decodeURIComponent(step));
    if (step === '$ref' && typeof node === 'string')
      node = memberOf(schema.$defs, node.slice('#/$defs/'.length));
    const found = memberOf(node, 'description');
    description = typeof found === 'string' ? found : description;
  }
  return description;
}

function memberOf(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, name)
    ? (node as Record<string, unknown>)[name]
    : undefined;
}
