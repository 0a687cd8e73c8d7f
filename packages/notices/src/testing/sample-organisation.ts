import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Measure, type Organisation, parseOrganisation } from '@rapport/measures';

/** `vectors/` at the root of the repository. */
export const vectorsRoot: string = fileURLToPath(new URL('../../../../vectors/', import.meta.url));

/** The invented organisation of `vectors/filings`: ABC with the states XA, XB, XC and, not enrolled, XD. */
export function sampleOrganisation(): Organisation {
  const { files } = JSON.parse(readFileSync(`${vectorsRoot}filings/organisation.json`, 'utf8')) as {
    files: Record<string, unknown>;
  };
  const texts = new Map(Object.entries(files).map(([path, value]) => [path, JSON.stringify(value)]));
  const { organisation, faults } = parseOrganisation(texts);
  if (organisation === undefined) throw new Error(`the sample has faults: ${JSON.stringify(faults)}`);
  return organisation;
}

/** A measure of it by id. */
export function measureOf(organisation: Organisation, id: string): Measure {
  const measure = organisation.measures.find((one) => one.id === id);
  if (measure === undefined) throw new Error(`the sample has no measure ${id}`);
  return measure;
}
