import { checkWitnessTimes, type PlacedTime, type WitnessTime } from '../../index.ts';
import { type Outcome, outcome, readJson, type VectorFiles } from '../vectors.ts';

interface TimesVector {
  readonly entries: readonly PlacedTime[];
  readonly times: readonly WitnessTime[];
  /** `code name`, in order. */
  readonly findings: readonly string[];
}

/** Times of entries held against times of witnesses, each accepted case with a refused twin. */
export function witnessTimesSuite(files: VectorFiles): Outcome[] {
  const names = [...files.keys()].filter((name) => name.startsWith('witness-times/'));
  return names.map((name) => {
    const { entries, times, findings } = readJson<TimesVector>(files, name);
    const found = checkWitnessTimes(entries, times).map(({ code, detail }) => `${code} ${detail}`);
    return outcome(name.replace('.json', ''), found, findings);
  });
}
