import { actorsOf, listOf } from './actors.ts';
import { type Flaw, flaw, pointedField, unknown } from './flaws.ts';
import type { MeasureFolder } from './folder.ts';
import type { Clock, ClockAfter, ClockDated, ClockYearly, Step } from './language.ts';
import type { MeasureDefinition } from './measure-hash.ts';

/** Checks that a clock has a start, a step that stops it, and somebody who can take that step. */
export function checkClock(
  definition: MeasureDefinition,
  folder: MeasureFolder,
  clock: Clock,
  at: string,
): Flaw[] {
  const { steps } = definition;
  const flaws = namesOf(clock).flatMap(([word, id]) =>
    steps.some((step) => step.id === id) ? [] : [unknown(`${at}/${word}`, id, 'step of this measure')],
  );
  const due = listOf(clock.step).flatMap((id) => steps.find((step) => step.id === id) ?? []);
  if (clock.kind === 'before')
    flaws.push(...due.flatMap((step) => checkField(step, folder, clock.field, at)));
  if (clock.kind === 'after')
    flaws.push(...due.flatMap((step) => checkOwed(step, clock, at)), ...checkPause(clock, at));
  if (clock.kind === 'dated') {
    const openings = steps.filter(({ after }) => after === undefined);
    flaws.push(...due.flatMap((step) => checkOwed(step, clock, at)));
    flaws.push(...openings.flatMap((step) => checkField(step, folder, clock.field, at)));
  }
  if (clock.kind === 'yearly') flaws.push(...due.flatMap((step) => checkYear(step, folder, clock, at)));
  return flaws;
}

/** Every step that a clock names, with the word that names it. */
function namesOf(clock: Clock): [word: string, id: string][] {
  const names = listOf(clock.step).map((id): [string, string] => ['step', id]);
  if (clock.kind !== 'after') return names;
  for (const word of ['suspendedBy', 'resumedBy'] as const) {
    const id = clock[word];
    if (id !== undefined) names.push([word, id]);
  }
  return [...names, ...listOf(clock.from).map((id): [string, string] => ['from', id])];
}

function checkOwed(step: Step, { each }: ClockAfter | ClockDated, at: string): Flaw[] {
  if (actorsOf(step).includes(each)) return [];
  const sentence = `The step is taken by the ${actorsOf(step).join(' or ')}, so the ${each} cannot owe it: make the two agree.`;
  return [flaw(`${at}/each`, 'reference-unknown', sentence)];
}

function checkPause({ suspendedBy, resumedBy }: ClockAfter, at: string): Flaw[] {
  if (resumedBy === undefined || suspendedBy !== undefined) return [];
  return [
    flaw(`${at}/resumedBy`, 'shape-invalid', 'What is never suspended is not resumed: add "suspendedBy".'),
  ];
}

function checkField(step: Step, folder: MeasureFolder, field: string, at: string): Flaw[] {
  const form = folder.forms.get(step.form);
  const found = form === undefined ? undefined : pointedField(form, field);
  const { format } = found?.field ?? {};
  if (form === undefined || (found?.isRequired && (format === 'date' || format === 'date-time'))) return [];
  const sentence = `A clock starts from a required date or date-time of form ${step.form}: name the field of one.`;
  return [flaw(`${at}/field`, 'clock-field-invalid', sentence)];
}

function checkYear(step: Step, folder: MeasureFolder, clock: ClockYearly, at: string): Flaw[] {
  const form = folder.forms.get(step.form);
  const found = form === undefined ? undefined : pointedField(form, clock.year);
  if (form === undefined || (found?.isRequired && found.field.type === 'integer')) return [];
  const sentence = `A yearly clock reads the year from a required integer of form ${step.form}: name the field of one.`;
  return [flaw(`${at}/year`, 'clock-field-invalid', sentence)];
}
