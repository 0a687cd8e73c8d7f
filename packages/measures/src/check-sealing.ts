import { actorsOf } from './actors.ts';
import type { FileFault } from './faults.ts';
import { type Flaw, flaw } from './flaws.ts';
import type { MeasureFolder } from './folder.ts';
import type { MeasureDefinition } from './measure-hash.ts';

/**
 * Checks that a measure whose openings may be sealed needs nothing of what they say: who hosts the record cannot read it,
 * so no register, no clock and no turn may depend on it.
 *
 * @returns faults in `measure.json`
 */
export function checkSealing(
  { audience, steps, clocks }: MeasureDefinition,
  { id }: MeasureFolder,
): FileFault[] {
  if (!audience.includes('sealed')) return [];
  const flaws: Flaw[] = [];
  const add = (at: string, what: string): void => {
    const sentence = `${what} is read from answers, and those may be sealed: take "sealed" out of "audience", or this.`;
    flaws.push(flaw(at, 'effect-misplaced', sentence));
  };
  for (const [index, step] of steps.entries()) {
    if (step.effect !== undefined) add(`/steps/${index}/effect`, 'What a step does to a register');
    if (actorsOf(step).includes('named')) add(`/steps/${index}/by`, 'Who is named');
  }
  for (const [index, clock] of clocks.entries()) {
    if (clock.kind !== 'after' && clock.kind !== 'quota')
      add(`/clocks/${index}/kind`, 'When such a clock is due');
    else if (clock.kind === 'after' && clock.each === 'named') add(`/clocks/${index}/each`, 'Who is named');
  }
  return flaws.map((one) => ({ file: `measures/${id}/measure.json`, ...one }));
}
