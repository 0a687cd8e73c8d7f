import type { Client } from '@rapport/api';
import { hashOfMeasure, type Measure } from '@rapport/measures';
import { Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';

/** What names one edition of a measure in a notice. */
export interface MeasureName {
  readonly id: string;
  readonly edition: string;
  readonly hash: string;
}

/**
 * Fetches a measure and sees that it is the very definition that `name` says: what a person reads and
 * signs by is then what every other reader of the notice reads it by.
 *
 * @throws Unusable where the server's definition has another hash
 */
export async function fetchMeasure(client: Client, name: MeasureName): Promise<Measure> {
  const measure = await client.measure(name.id, name.edition);
  if (measure.id === name.id && measure.edition === name.edition && hashOf(measure) === name.hash)
    return measure;
  throw new Unusable('measure-hash', {
    en: `The server's definition of the measure ${printable(name.id)} is not the one named by its hash: do not sign or read by it.`,
    ru: `Описание меры ${printable(name.id)} на сервере не совпадает с указанным хешем: не подписывайте и не читайте по нему.`,
  });
}

/** The hash of what the server calls a measure; `undefined` for what cannot be hashed at all. */
function hashOf(measure: Measure): string | undefined {
  try {
    return hashOfMeasure(measure);
  } catch {
    return undefined;
  }
}
