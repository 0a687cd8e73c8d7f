import type { FileFault } from './faults.ts';
import type { MeasureFolder } from './folder.ts';
import type {
  FieldSchema,
  FieldWording,
  FormSchema,
  FormWording,
  Language,
  MeasureWording,
} from './language.ts';
import type { MeasureDefinition } from './measure-hash.ts';
import { orderOf } from './place.ts';
import { under } from './pointer.ts';

type Flaw = Pick<FileFault, 'at' | 'code' | 'sentence'>;

/** Checks that a measure says everything in each language of the organisation, and nothing of what it lacks. */
export function checkWording(
  definition: MeasureDefinition,
  folder: MeasureFolder,
  languages: readonly Language[],
): FileFault[] {
  const path = (language: Language) => `measures/${folder.id}/wording/${language}.json`;
  return [
    ...languages
      .filter((language) => !folder.languages.has(language))
      .map((language) => ({
        file: path(language),
        ...missing('', 'file, since the organisation has this language'),
      })),
    ...[...folder.languages]
      .filter((language) => !languages.includes(language))
      .map((language) => ({ file: path(language), ...unused('', 'the organisation has no such language') })),
    ...[...folder.wording].flatMap(([language, wording]) =>
      checkOne(definition, folder, wording).map((flaw) => ({ file: path(language), ...flaw })),
    ),
  ];
}

function missing(at: string, what: string): Flaw {
  return { at, code: 'wording-missing', sentence: `The wording lacks this ${what}: write it.` };
}

function unused(at: string, why: string): Flaw {
  return { at, code: 'wording-unused', sentence: `Nothing uses this wording, as ${why}: take it out.` };
}

function checkOne(definition: MeasureDefinition, folder: MeasureFolder, wording: MeasureWording): Flaw[] {
  const { steps, clocks } = definition;
  const forms = [...folder.forms].flatMap(([name, form]) => {
    const said = Object.hasOwn(wording.forms, name) ? wording.forms[name] : undefined;
    return said === undefined ? [] : checkForm(form, said, under('/forms', name));
  });
  return [
    ...checkProposal(definition, wording),
    ...compareKeys(
      steps.map(({ id }) => id),
      wording.steps,
      '/steps',
      'step',
    ),
    ...compareKeys(
      steps.flatMap(({ state, meanwhile }) => [state ?? [], meanwhile ?? []].flat()),
      wording.states,
      '/states',
      'state',
    ),
    ...compareKeys(
      clocks.map(({ id }) => id),
      wording.clocks,
      '/clocks',
      'clock',
    ),
    ...compareKeys([...folder.formNames], wording.forms, '/forms', 'form'),
    ...forms,
  ];
}

/** What `said` lacks of the keys that should be there, and what it has beyond them. */
function compareKeys(keys: readonly string[], said: object, at: string, kind: string): Flaw[] {
  const wanted = new Set(keys);
  return [
    ...[...wanted].filter((key) => !Object.hasOwn(said, key)).map((key) => missing(under(at, key), kind)),
    ...Object.keys(said)
      .filter((key) => !wanted.has(key))
      .map((key) => unused(under(at, key), `there is no such ${kind}`)),
  ];
}

/** Whoever reads a proposal is told why it is one. */
function checkProposal({ status }: MeasureDefinition, { proposal }: MeasureWording): Flaw[] {
  if (status === 'proposed')
    return proposal === undefined ? [missing('/proposal', 'reason of the proposal')] : [];
  return proposal === undefined ? [] : [unused('/proposal', 'the measure is no proposal')];
}

function checkForm(form: FormSchema, said: FormWording, at: string): Flaw[] {
  const fields = fieldsOf(form, '');
  return [
    ...compareKeys([...fields.keys()], said.fields, `${at}/fields`, 'field'),
    ...[...fields].flatMap(([pointer, field]) => {
      const wording = said.fields[pointer];
      return wording === undefined ? [] : checkField(field, wording, under(`${at}/fields`, pointer));
    }),
  ];
}

// By JSON pointer, items as `*`: `/states/*` is an item of the list `/states`, and below it stand the
// fields of that item. (Not a docstring, because those pointers would end it.)
export function fieldsOf(form: FieldSchema, at: string): Map<string, FieldSchema> {
  const fields = new Map<string, FieldSchema>();
  const { properties = {} } = form;
  const members = orderOf(form).flatMap((name) => {
    const member = properties[name];
    return member === undefined ? [] : [[name, member] as const];
  });
  for (const [name, field] of form.items === undefined ? members : [['*', form.items] as const]) {
    const pointer = under(at, name);
    fields.set(pointer, field);
    for (const [deeper, inner] of fieldsOf(field, pointer)) fields.set(deeper, inner);
  }
  return fields;
}

function checkField(field: FieldSchema, said: FieldWording, at: string): Flaw[] {
  const flaws = compareKeys(field.enum ?? [], said.options ?? {}, `${at}/options`, 'option');
  if (field.enum === undefined && said.options !== undefined)
    flaws.push(unused(`${at}/options`, 'the field has none'));
  if (field.unit !== undefined && said.unit === undefined) flaws.push(missing(`${at}/unit`, 'unit'));
  if (field.unit === undefined && said.unit !== undefined)
    flaws.push(unused(`${at}/unit`, 'the field has none'));
  return flaws;
}
