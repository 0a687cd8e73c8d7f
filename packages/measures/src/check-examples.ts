import { type AnswerFinding, checkAnswers } from './check-answers.ts';
import type { FileFault } from './faults.ts';
import type { Example, MeasureFolder } from './folder.ts';
import type { FormatContext } from './formats.ts';
import type { MeasureDefinition } from './measure-hash.ts';

/** Codes that belong to no state (ISO 3166 leaves them to users): what examples are written with. */
export const EXAMPLE_PARTICIPANTS: readonly string[] = ['XA', 'XB', 'XC', 'XD', 'XE', 'XN', 'XO', 'XP'];

/** Checks that each form has both kinds of examples, and that each is accepted or refused as it says. */
export function checkExamples(
  definition: MeasureDefinition,
  folder: MeasureFolder,
  context: FormatContext,
): FileFault[] {
  const codes = { ...context, participants: new Set([...context.participants, ...EXAMPLE_PARTICIPANTS]) };
  return [
    ...folder.examples.flatMap((example) => checkExample(definition, folder, example, codes)),
    ...formsInUse(definition, folder).flatMap((form) => checkPresence(definition, folder, form)),
  ];
}

/** Sound forms that a step names; of the others, `checkSteps` and `checkForm` say what is wrong. */
function formsInUse({ steps }: MeasureDefinition, { forms }: MeasureFolder): string[] {
  return [...forms.keys()].filter((name) => steps.some(({ form }) => form === name));
}

function checkPresence(
  { steps }: MeasureDefinition,
  { id, examples }: MeasureFolder,
  form: string,
): FileFault[] {
  const shown = examples.filter(({ step }) =>
    steps.some((known) => known.id === step && known.form === form),
  );
  return [true, false]
    .filter((accepted) => !shown.some((example) => example.accepted === accepted))
    .map((accepted) => ({
      file: `measures/${id}/examples/${accepted ? 'accepted' : 'refused'}-${form}.json`,
      at: '',
      code: 'file-missing',
      sentence: `Form ${form} has no example of answers that it ${accepted ? 'accepts' : 'refuses'}: add one.`,
    }));
}

function checkExample(
  { steps }: MeasureDefinition,
  { forms }: MeasureFolder,
  example: Example,
  context: FormatContext,
): FileFault[] {
  const { file } = example;
  const step = steps.find(({ id }) => id === example.step);
  if (step === undefined) {
    const sentence = `"${example.step}" is no step of this measure: check its spelling.`;
    return [{ file, at: '/step', code: 'reference-unknown', sentence }];
  }
  const form = forms.get(step.form);
  if (form === undefined) return [];
  const findings = checkAnswers(form, example.answers, context);
  return example.accepted ? faultsOfAccepted(example, findings) : faultsOfRefused(example, findings);
}

function faultsOfAccepted({ file, because }: Example, findings: readonly AnswerFinding[]): FileFault[] {
  const faults = findings.map(({ code, at }): FileFault => {
    const sentence = `The form refuses this answer (${code}): change the answer or the form.`;
    return { file, at: `/answers${at}`, code: 'example-refused', sentence };
  });
  if (because === undefined) return faults;
  const sentence = 'Only a refused example says "because": take it out.';
  return [...faults, { file, at: '/because', code: 'shape-invalid', sentence }];
}

function faultsOfRefused({ file, because }: Example, findings: readonly AnswerFinding[]): FileFault[] {
  if (because === undefined) {
    const sentence =
      'A refused example says where its fault is: add "because" with a JSON pointer into the answers.';
    return [{ file, at: '/because', code: 'shape-invalid', sentence }];
  }
  const elsewhere = findings.filter(({ at }) => at !== because);
  const faults = elsewhere.map(({ code, at }): FileFault => {
    const sentence = `The form refuses this answer too (${code}): a refused example has one fault only.`;
    return { file, at: `/answers${at}`, code: 'example-refused', sentence };
  });
  if (elsewhere.length < findings.length) return faults;
  const sentence = `The form accepts what stands at "${because}": change the answer, the form or "because".`;
  return [...faults, { file, at: '/because', code: 'example-accepted', sentence }];
}
