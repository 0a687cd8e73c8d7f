import { actorsOf } from './actors.ts';
import { checkClock } from './check-clock.ts';
import { checkEffect } from './check-effect.ts';
import type { FileFault } from './faults.ts';
import { type Flaw, flaw, pointedField, unknown } from './flaws.ts';
import type { MeasureFolder } from './folder.ts';
import type { Actor, Step } from './language.ts';
import type { MeasureDefinition } from './measure-hash.ts';
import type { Body } from './organisation.ts';
import { under } from './pointer.ts';

/**
 * Checks that a measure's steps and clocks make a procedure: each can be reached, each name means
 * something, each clock has a start.
 *
 * @returns faults in `measure.json`
 */
export function checkSteps(
  definition: MeasureDefinition,
  folder: MeasureFolder,
  bodies: readonly Body[] | undefined,
): FileFault[] {
  const file = `measures/${folder.id}/measure.json`;
  const flaws = [
    ...checkIds(definition),
    ...checkReach(definition.steps),
    ...definition.steps.flatMap((step, index) => checkStep(definition, folder, step, `/steps/${index}`)),
    ...definition.steps.flatMap((step, index) => checkBody(step, bodies, `/steps/${index}`)),
    ...definition.clocks.flatMap((clock, index) => checkClock(definition, folder, clock, `/clocks/${index}`)),
  ];
  return flaws.map((flaw) => ({ file, ...flaw }));
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
  flaws.push(...(step.after === undefined ? checkOpening(step, at) : []));
  flaws.push(...checkChanges(step, at), ...checkTogether(step, at));
  flaws.push(...checkReplaced(definition, step, at), ...checkTo(step, at));
  flaws.push(...checkNamed(definition, folder, step, at), ...checkPointers(folder, step, at));
  return step.effect === undefined ? flaws : [...flaws, ...checkEffect(step, step.effect, folder, at)];
}

const IN_A_THREAD: readonly Actor[] = ['opener', 'addressee', 'sender', 'answered', 'named'];
const OF_REPLIES = ['corrects', 'adds', 'withdraws', 'once', 'together', 'meanwhile', 'to'] as const;

function checkOpening(step: Step, at: string): Flaw[] {
  const flaws: Flaw[] = [];
  for (const actor of actorsOf(step).filter((one) => IN_A_THREAD.includes(one))) {
    const who = actor === 'named' ? 'named participant' : actor;
    const sentence = `A thread that is not open has no ${who}: let a participant or the organisation open it.`;
    flaws.push(flaw(`${at}/by`, 'step-unreachable', sentence));
  }
  for (const word of OF_REPLIES) {
    if (step[word] === undefined) continue;
    flaws.push(flaw(`${at}/${word}`, 'shape-invalid', `An opening step follows none: take "${word}" out.`));
  }
  if (step.state === undefined) {
    flaws.push(flaw(at, 'shape-invalid', 'A thread is in some state once it is open: add "state".'));
  }
  return flaws;
}

/** One does one of three things to one's own words. */
function checkChanges(step: Step, at: string): Flaw[] {
  const words = (['corrects', 'adds', 'withdraws'] as const).filter((word) => step[word] === true);
  return words.slice(1).map((word) => {
    const sentence = `A step corrects, adds or withdraws: take "${word}" or "${words[0]}" out.`;
    return flaw(`${at}/${word}`, 'shape-invalid', sentence);
  });
}

/** What replaces words says the same things: on the form of every step that it may follow. */
function checkReplaced({ steps }: MeasureDefinition, step: Step, at: string): Flaw[] {
  if (step.corrects !== true) return [];
  return (step.after ?? []).flatMap((id, index) => {
    const replaced = steps.find((one) => one.id === id);
    if (replaced === undefined || replaced.form === step.form) return [];
    const sentence = `What "${id}" says stands on the form ${replaced.form}, so form ${step.form} cannot replace it: use the same form, or "adds".`;
    return [flaw(under(at, 'after', index), 'shape-invalid', sentence)];
  });
}

/** What reaches the opener alone neither comes from it nor closes the thread for those who cannot read it. */
function checkTo(step: Step, at: string): Flaw[] {
  if (step.to === undefined) return [];
  const flaws: Flaw[] = [];
  if (actorsOf(step).includes('opener')) {
    const sentence = 'The opener cannot write to itself: let others take the step, or take "to" out.';
    flaws.push(flaw(`${at}/to`, 'shape-invalid', sentence));
  }
  const word = (['closes', 'together'] as const).find((one) => step[one] === true);
  if (word !== undefined) {
    const sentence = `What the opener alone reads cannot be "${word}" for all: take one of the two out.`;
    flaws.push(flaw(`${at}/to`, 'shape-invalid', sentence));
  }
  return flaws;
}

const KNOWN_IN_A_THREAD: readonly Actor[] = ['opener', 'addressee', 'named'];

function checkTogether(step: Step, at: string): Flaw[] {
  if (step.together === undefined) {
    if (step.meanwhile === undefined) return [];
    return [
      flaw(`${at}/meanwhile`, 'shape-invalid', '"meanwhile" belongs to "together": add it or take both out.'),
    ];
  }
  const flaws: Flaw[] = [];
  if (step.meanwhile === undefined || step.state === undefined) {
    const sentence =
      'A step taken together says in which state the thread is before ("meanwhile") and after ("state").';
    flaws.push(flaw(`${at}/together`, 'shape-invalid', sentence));
  }
  if (actorsOf(step).some((actor) => !KNOWN_IN_A_THREAD.includes(actor))) {
    const sentence =
      'Who takes a step together has to be known: the opener, the addressees, or who is named.';
    flaws.push(flaw(`${at}/by`, 'shape-invalid', sentence));
  }
  return flaws;
}

function checkNamed(definition: MeasureDefinition, folder: MeasureFolder, step: Step, at: string): Flaw[] {
  const isNamed = actorsOf(step).includes('named');
  if (!isNamed || step.field === undefined) {
    if (!isNamed && step.field === undefined) return [];
    const sentence = '"by": "named" and "field" come together: add what is missing or take the other out.';
    return [flaw(isNamed ? `${at}/by` : `${at}/field`, 'shape-invalid', sentence)];
  }
  const { field } = step;
  const openings = definition.steps.filter(({ after }) => after === undefined);
  const forms = openings.flatMap(({ form }) => folder.forms.get(form) ?? []);
  if (openings.length === 0 || forms.length < openings.length) return [];
  const found = forms.flatMap((form) => pointedField(form, field) ?? []);
  if (found.length > 0 && found.every(isParticipants)) return [];
  const sentence = `"${field}" is no required participant, or list of them, of an opening form: name one that is.`;
  return [flaw(`${at}/field`, 'reference-unknown', sentence)];
}

function isParticipants(found: NonNullable<ReturnType<typeof pointedField>>): boolean {
  if (!found.isRequired) return false;
  const field = found.field.type === 'array' ? found.field.items : found.field;
  return field?.type === 'string' && field.format === 'participant';
}

function checkPointers(folder: MeasureFolder, step: Step, at: string): Flaw[] {
  const form = folder.forms.get(step.form);
  if (form === undefined) return [];
  const flaws: Flaw[] = [];
  const tally = step.tally === undefined ? undefined : pointedField(form, step.tally);
  if (step.tally !== undefined && (tally?.field.enum === undefined || !tally.isRequired)) {
    const sentence = `"${step.tally}" is no required choice of form ${step.form}: name one that is.`;
    flaws.push(flaw(`${at}/tally`, 'reference-unknown', sentence));
  }
  if (step.carries !== undefined && pointedField(form, step.carries)?.field.format !== 'notice') {
    const sentence = `"${step.carries}" is no field of format notice in form ${step.form}: name one that is.`;
    flaws.push(flaw(`${at}/carries`, 'reference-unknown', sentence));
  }
  return flaws;
}

function checkBody(step: Step, bodies: readonly Body[] | undefined, at: string): Flaw[] {
  const isChair = actorsOf(step).includes('chair');
  if (isChair !== (step.body !== undefined)) {
    const sentence = '"by": "chair" and "body" come together: add what is missing or take the other out.';
    return [flaw(isChair ? `${at}/by` : `${at}/body`, 'shape-invalid', sentence)];
  }
  if (step.body === undefined || bodies === undefined || bodies.some(({ id }) => id === step.body)) return [];
  return [unknown(`${at}/body`, step.body, 'body of bodies.json')];
}
