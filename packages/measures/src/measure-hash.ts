import { encodeCanonical, encodeHex, encodeUtf8, type JsonValue, sha256 } from '@rapport/record';
import type { FormSchema, Language, Measure, MeasureWording } from './language.ts';

/** A measure's own file: what it says apart from forms and wording. */
export type MeasureDefinition = Omit<Measure, 'hash' | 'forms' | 'wording'>;

/**
 * The hash by which notices name one edition of a measure: whoever changes a word of its definition,
 * forms or wording has another measure.
 *
 * @param definition - `measure.json` without `$schema`
 * @param forms - each form by its name, without `$schema`
 * @param wording - the wording by language, without `$schema`
 * @returns SHA-256 of the canonical JSON of the three, in lower-case hex. Source: docs/spec/measures.md, "hash".
 */
export function measureHash(
  definition: MeasureDefinition,
  forms: Readonly<Record<string, FormSchema>>,
  wording: Readonly<Record<Language, MeasureWording>>,
): string {
  // JSON data by its types; only their `readonly` keeps TypeScript from seeing it.
  const parts = { definition, forms, wording } as unknown as JsonValue;
  return encodeHex(sha256(encodeUtf8(encodeCanonical(parts))));
}

/**
 * The hash of a measure as it stands, whatever its member `hash` claims: by it a definition that somebody
 * else hands over is known for the one a notice names.
 *
 * @returns what `parseOrganisation` gives as `hash` for the same folder
 */
export function hashOfMeasure(measure: Measure): string {
  const { hash: _claimed, forms, wording, ...definition } = measure;
  return measureHash(definition, forms, wording);
}
