import { actorsOf } from './actors.ts';
import { type Flaw, flaw } from './flaws.ts';
import type { MeasureFolder } from './folder.ts';
import type { Effect, FormSchema, KeyEffect, Step } from './language.ts';

/** Fields that a register reads from the answers, with the format of each; '' is free text, `integer` a whole number. */
const EFFECT_FIELDS: Readonly<Record<Effect, Readonly<Record<string, string>>>> = {
  'founds-organisation': { key: '' },
  'enrols-participant': { participant: 'participant', key: '' },
  'certifies-office-key': { office: '', key: '', from: 'date-time' },
  'revokes-office-key': { key: '' },
  'requires-signatures': { office: '', signatures: 'integer' },
  'renews-root': { key: '' },
  'replaces-root': { participant: 'participant', key: '', from: 'date-time' },
  'stops-root-replacement': { key: '' },
  'publishes-sealing-key': { key: '' },
  'ends-sealing-key': { key: '' },
  'takes-up-measure': { measure: 'entry', from: 'date' },
  'ends-taking-up': { from: 'date' },
  'adopts-edition': { measure: 'entry', edition: '', hash: '', from: 'date' },
  'erases-notice': { notice: 'notice' },
};

/** Every effect that the language knows. */
export const EFFECTS: readonly string[] = Object.keys(EFFECT_FIELDS);

const KEY_EFFECTS: readonly KeyEffect[] = [
  'founds-organisation',
  'enrols-participant',
  'certifies-office-key',
  'revokes-office-key',
  'requires-signatures',
  'renews-root',
  'replaces-root',
  'stops-root-replacement',
  'publishes-sealing-key',
  'ends-sealing-key',
];

/** An office looks after its own key, and its keys to open what is sealed. */
const BY_OFFICES: readonly KeyEffect[] = ['revokes-office-key', 'publishes-sealing-key', 'ends-sealing-key'];

/** Whether an effect is on the register of keys. */
export function isKeyEffect(effect: Effect | undefined): effect is KeyEffect {
  return effect !== undefined && KEY_EFFECTS.some((one) => one === effect);
}

/** Checks that a step may have its effect, and that its form asks for what the register reads. */
export function checkEffect(step: Step, effect: Effect, folder: MeasureFolder, at: string): Flaw[] {
  const flaws: Flaw[] = [];
  if (isKeyEffect(effect)) flaws.push(...checkKeyEffect(step, effect, at));
  if ((effect === 'replaces-root') !== (step.waitDays !== undefined)) {
    const sentence =
      '"waitDays" and the effect replaces-root come together: add what is missing or take the other out.';
    flaws.push(flaw(`${at}/waitDays`, 'shape-invalid', sentence));
  }
  if (effect === 'ends-taking-up' && step.after === undefined) {
    const sentence = 'Only who has taken up a measure can end it: let the step follow the one that did.';
    flaws.push(flaw(`${at}/effect`, 'effect-misplaced', sentence));
  }
  if (effect === 'erases-notice' && step.after !== undefined) {
    const sentence =
      'An erasure names in its form what it erases, in whatever thread that stands: let the step open a thread.';
    flaws.push(flaw(`${at}/effect`, 'effect-misplaced', sentence));
  }
  const by = actorsOf(step);
  if (isOfOrganisation(effect) && by.some((actor) => actor !== 'organisation')) {
    const sentence =
      'Only the organisation founds the record, enrols participants, replaces lost root keys and adopts editions: let it take the step.';
    flaws.push(flaw(`${at}/by`, 'effect-misplaced', sentence));
  }
  const form = folder.forms.get(step.form);
  for (const [name, format] of Object.entries(EFFECT_FIELDS[effect])) {
    if (form === undefined || hasField(form, name, format)) continue;
    const sentence = `The register reads "${name}" from form ${step.form}: make it a required ${format || 'text'} there.`;
    flaws.push(flaw(`${at}/form`, 'form-invalid', sentence));
  }
  return flaws;
}

/** A key may revoke itself, an office say how to seal for it; every other change of the register of keys is signed by a root key alone. */
function checkKeyEffect({ offices, after }: Step, effect: KeyEffect, at: string): Flaw[] {
  const isByRoot = BY_OFFICES.includes(effect) || offices.every((office) => office === 'root');
  if (isByRoot && after === undefined) return [];
  const sentence = 'Only an opening step that the root key alone signs may change the register of keys.';
  return [flaw(`${at}/effect`, 'effect-misplaced', sentence)];
}

function isOfOrganisation(effect: Effect): boolean {
  return ['founds-organisation', 'enrols-participant', 'replaces-root', 'adopts-edition'].includes(effect);
}

function hasField(form: FormSchema, name: string, format: string): boolean {
  const field = Object.hasOwn(form.properties, name) ? form.properties[name] : undefined;
  const isOfType =
    format === 'integer'
      ? field?.type === 'integer'
      : field?.type === 'string' && (field.format ?? '') === format;
  return isOfType && (form.required ?? []).includes(name);
}
