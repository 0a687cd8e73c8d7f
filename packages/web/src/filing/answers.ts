import { type Answer, type Answers, under } from '@rapport/measures';

export type { Answer, Answers } from '@rapport/measures';
export { tidyAnswers } from '@rapport/measures';

/** What stands at a pointer's steps, if anything does. */
export function answerAt(answers: Answer | undefined, steps: readonly string[]): Answer | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return answers;
  if (typeof answers !== 'object') return undefined;
  return answerAt(Object.entries(answers).find(([name]) => name === step)?.[1], rest);
}

/** The answers with another value at a pointer's steps; `undefined` takes it out. Copies what it changes. */
export function withAnswer(answers: Answers, steps: readonly string[], value: Answer | undefined): Answers {
  return replaced(answers, steps, value) as Answers;
}

function replaced(
  at: Answer | undefined,
  steps: readonly string[],
  value: Answer | undefined,
): Answer | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(at)) {
    const next = [...at];
    const member = replaced(at[Number(step)], rest, value);
    if (member === undefined) next.splice(Number(step), 1);
    else next[Number(step)] = member;
    return next;
  }
  const { [step]: before, ...others } = typeof at === 'object' ? at : {};
  const member = replaced(before, rest, value);
  return member === undefined ? others : { ...others, [step]: member };
}

/** The id of the element that stands for a place in the answers. */
export function elementIdOf(pointer: string): string {
  return `answer${pointer.replaceAll('/', '-')}`;
}

/** The pointer of a field in the answers, from its pattern and the numbers of the items it is in. */
export function pointerOf(steps: readonly string[]): string {
  return under('', ...steps);
}
