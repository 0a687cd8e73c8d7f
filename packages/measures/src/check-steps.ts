import type { FileFault } from './faults.ts';
import type { MeasureFolder } from './folder.ts';
import type { Clock, Effect, FieldSchema, FormSchema, Step } from './language.ts';
import type { MeasureDefinition } from './measure-hash.ts';
import type { FaultCode } from './organisation.ts';
import { parsePointer, under } from './pointer.ts';

type Flaw = Pick<FileFault, 'at' | 'code' | 'sentence'>;

/**
 * Checks that a measure's steps and clocks make a procedure: each can be reached, each name means
 * something, each clock has a start.
 *
 * @returns faults in `measure.json`
 */
export function checkSteps(definition: MeasureDefinition, folder: MeasureFolder): FileFault[] {
  const file = `measures/${folder.id}/measure.json`;
  const flaws = [
    ...checkIds(definition),
    ...checkReach(definition.steps),
    ...definition.steps.flatMap((step, index) => checkStep(definition, folder, step, `/steps/${index}`)),
    ...definition.clocks.flatMap((clock, index) => checkClock(definition, folder, clock, `/clocks/${index}`)),
  ];
  return flaws.map((flaw) => ({ file, ...flaw }));
}

function flaw(at: string, code: FaultCode, sentence: string): Flaw {
  return { at, code, sentence };
}

function checkIds({ steps, clocks }: MeasureDefinition): Flaw[] {
  return [...repeatedIds(steps, '/steps'), ...repeatedIds(clocks, '/clocks')];
}

/** A fault for each id in a list that an earlier item has. */
export function repeatedIds(items: readonly { readonly id: string }[], at: string): Flaw[] {
  const first = new Map<string, number>();
  return items.flatMap(({ id }, index) => {
    if (!first.has(id)) first.set(id, index);
    return first.get(id) === index
      ? []
      : [flaw(under(at, index, 'id'), 'id-twice', `"${id}" stands above already: give each its own id.`)];
  });
}

/** Opening steps are reached; so is what may follow a step that is reached. */
function checkReach(steps: readonly Step[]): Flaw[] {
  if (steps.every((step) => step.after !== undefined)) {
    return [flaw('/steps', 'step-unreachable', 'No step opens a thread: leave "after" out of one.')];
  }
  const reached = new Set(steps.filter((step) => step.after === undefined).map((step) => step.id));
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const { id, after } of steps) if (after?.some((earlier) => reached.has(earlier))) reached.add(id);
  }
  return steps.flatMap(({ id }, index) =>
    reached.has(id)
      ? []
      : [
          flaw(
            `/steps/${index}/after`,
            'step-unreachable',
            'No thread gets here: name a step that one can reach.',
          ),
        ],
  );
}

function checkStep(definition: MeasureDefinition, folder: MeasureFolder, step: Step, at: string): Flaw[] {
  const flaws: Flaw[] = [];
  const ids = new Set(definition.steps.map(({ id }) => id));
  for (const [index, earlier] of (step.after ?? []).entries()) {
    if (!ids.has(earlier)) flaws.push(unknown(under(at, 'after', index), earlier, 'step of this measure'));
  }
  if (!folder.formNames.has(step.form)) flaws.push(unknown(`${at}/form`, step.form, 'file in forms'));
  if (step.after === undefined) flaws.push(...checkOpening(step, at));
  return step.effect === undefined ? flaws : [...flaws, ...checkEffect(step, step.effect, folder, at)];
}

function unknown(at: string, name: string, kind: string): Flaw {
  return flaw(at, 'reference-unknown', `"${name}" is no ${kind}: check its spelling or add it.`);
}

function checkOpening(step: Step, at: string): Flaw[] {
  const flaws: Flaw[] = [];
  if (step.by === 'opener' || step.by === 'addressee') {
    const sentence = `A thread that is not open has no ${step.by}: let a participant or the organisation open it.`;
    flaws.push(flaw(`${at}/by`, 'step-unreachable', sentence));
  }
  for (const word of ['corrects', 'once'] as const) {
    if (step[word] === undefined) continue;
    flaws.push(flaw(`${at}/${word}`, 'shape-invalid', `An opening step follows none: take "${word}" out.`));
  }
  return flaws;
}

/** Fields that the register of keys reads from the answers, with the format of each; '' is free text. */
const EFFECT_FIELDS: Readonly<Record<Effect, Readonly<Record<string, string>>>> = {
  'founds-organisation': { key: '' },
  'enrols-participant': { participant: 'participant', key: '' },
  'certifies-office-key': { office: '', key: '', from: 'date-time' },
};

function checkEffect(step: Step, effect: Effect, folder: MeasureFolder, at: string): Flaw[] {
  const flaws: Flaw[] = [];
  if (step.offices.some((office) => office !== 'root') || step.after !== undefined) {
    const sentence = 'Only an opening step that the root key alone signs may change the register of keys.';
    flaws.push(flaw(`${at}/effect`, 'effect-misplaced', sentence));
  }
  if (effect !== 'certifies-office-key' && step.by !== 'organisation') {
    const sentence = 'Only the organisation founds the record and enrols participants: let it take the step.';
    flaws.push(flaw(`${at}/by`, 'effect-misplaced', sentence));
  }
  const form = folder.forms.get(step.form);
  for (const [name, format] of Object.entries(EFFECT_FIELDS[effect])) {
    if (form === undefined || hasField(form, name, format)) continue;
    const sentence = `The register of keys reads "${name}" from form ${step.form}: make it a required ${format || 'text'} there.`;
    flaws.push(flaw(`${at}/form`, 'form-invalid', sentence));
  }
  return flaws;
}

function hasField(form: FormSchema, name: string, format: string): boolean {
  const field = Object.hasOwn(form.properties, name) ? form.properties[name] : undefined;
  return field?.type === 'string' && (field.format ?? '') === format && (form.required ?? []).includes(name);
}

function checkClock({ steps }: MeasureDefinition, folder: MeasureFolder, clock: Clock, at: string): Flaw[] {
  const flaws: Flaw[] = [];
  const named = clock.kind === 'after' ? (['step', 'from'] as const) : (['step'] as const);
  for (const word of named) {
    const id = word === 'step' ? clock.step : clock.kind === 'after' ? clock.from : '';
    if (!steps.some((step) => step.id === id))
      flaws.push(unknown(`${at}/${word}`, id, 'step of this measure'));
  }
  const step = steps.find(({ id }) => id === clock.step);
  if (step === undefined) return flaws;
  return [
    ...flaws,
    ...(clock.kind === 'before'
      ? checkField(step, folder, clock.field, at)
      : checkOwed(step, clock.each, at)),
  ];
}

function checkOwed(step: Step, each: 'addressee' | 'opener', at: string): Flaw[] {
  if (step.by === each) return [];
  const sentence = `The step is taken by the ${step.by}, so the ${each} cannot owe it: make the two agree.`;
  return [flaw(`${at}/each`, 'reference-unknown', sentence)];
}

function checkField(step: Step, folder: MeasureFolder, field: string, at: string): Flaw[] {
  const form = folder.forms.get(step.form);
  if (form === undefined || isMoment(form, field)) return [];
  const sentence = `A clock starts from a required date or date-time of form ${step.form}: name the field of one.`;
  return [flaw(`${at}/field`, 'clock-field-invalid', sentence)];
}

/** Whether the pointer names one date or instant that every answer to the form has. */
function isMoment(form: FormSchema, pointer: string): boolean {
  let field: FieldSchema | undefined = form;
  for (const step of parsePointer(pointer) ?? []) field = requiredMember(field, step);
  return field?.type === 'string' && (field.format === 'date' || field.format === 'date-time');
}

function requiredMember(field: FieldSchema | undefined, name: string): FieldSchema | undefined {
  return field?.required?.includes(name) ? field.properties?.[name] : undefined;
}
