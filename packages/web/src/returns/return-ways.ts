import { type ClockYearly, listOf, type Measure, parsePointer, type Step } from '@rapport/measures';
import type { Audience } from '@rapport/record';
import type { Letter } from '../exchange/filed.ts';
import { type Answers, withAnswer } from '../filing/answers.ts';
import { openingAudience } from '../filing/reply-audience.ts';

/** A way to give a return of a year without writing it anew. */
export interface ReturnWay {
  readonly kind: 'nil' | 'carried';
  readonly step: Step;
  readonly answers: Answers;
  readonly audience: Audience;
}

/** The clock of a year by its name. */
export function yearlyClock(measure: Measure, id: string): ClockYearly | undefined {
  return measure.clocks.find((clock): clock is ClockYearly => clock.kind === 'yearly' && clock.id === id);
}

/**
 * How a return may be given in a word: that there is nothing new, or the words of the last one. Both go to whom the
 * last one went, else to whom the measure lets them go.
 *
 * @param last - the participant's newest return under the measure
 */
export function returnWays(
  measure: Measure,
  clock: ClockYearly,
  year: number,
  last: Letter | null,
  office: string,
): ReturnWay[] {
  const audience = audienceOf(measure, last);
  if (audience === undefined) return [];
  const at = parsePointer(clock.year) ?? [];
  const steps = measure.steps.filter(
    ({ id, offices }) => listOf(clock.step).includes(id) && offices.includes(office),
  );
  return steps.flatMap((step): ReturnWay[] => {
    if (step.nil === true) return [{ kind: 'nil', step, answers: withAnswer({}, at, year), audience }];
    if (step.carries === undefined || last?.notice.step !== step.id || last.notice.sealed !== undefined)
      return [];
    const said = structuredClone(last.notice.answers) as Answers;
    const carried = withAnswer(said, parsePointer(step.carries) ?? [], last.id);
    return [{ kind: 'carried', step, answers: withAnswer(carried, at, year), audience }];
  });
}

function audienceOf(measure: Measure, last: Letter | null): Audience | undefined {
  const before = last?.notice.audience;
  if (before !== undefined && measure.audience.some((kind) => kind === before.kind)) return before;
  const { begin, kinds } = openingAudience(measure);
  const first = kinds.find((kind) => kind !== 'named');
  return begin ?? (first === undefined ? undefined : { kind: first });
}
