import type { FieldSchema } from './language.ts';

/**
 * Whether a field is asked, given the answers of the group it stands in: always, unless its `when` names
 * another field of the group that says something else. Never throws, whatever the answers are.
 */
export function isAsked(field: Pick<FieldSchema, 'when'>, group: unknown): boolean {
  if (field.when === undefined) return true;
  if (typeof group !== 'object' || group === null || !Object.hasOwn(group, field.when.field)) return false;
  const answer = (group as Record<string, unknown>)[field.when.field];
  return field.when.is.some((value) => value === answer);
}
