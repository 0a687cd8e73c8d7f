import type { FileFault } from './faults.ts';
import type { FieldSchema, FormSchema } from './language.ts';
import type { FaultCode } from './organisation.ts';
import { groupOf } from './place.ts';
import { parsePointer } from './pointer.ts';

/** A fault in a file that is known where it is found. */
export type Flaw = Pick<FileFault, 'at' | 'code' | 'sentence'>;

export function flaw(at: string, code: FaultCode, sentence: string): Flaw {
  return { at, code, sentence };
}

export function unknown(at: string, name: string, kind: string): Flaw {
  return flaw(at, 'reference-unknown', `"${name}" is no ${kind}: check its spelling or add it.`);
}

/**
 * The field of a form that a JSON pointer names, outside of any list; `undefined` where there is none.
 * `isRequired`: every answer to the form has it.
 */
export function pointedField(
  form: FormSchema,
  pointer: string,
): { readonly field: FieldSchema; readonly isRequired: boolean } | undefined {
  let field: FieldSchema = form;
  let isRequired = true;
  for (const name of parsePointer(pointer) ?? []) {
    const { properties = {}, required = [] } = groupOf(field);
    const member = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (member === undefined) return undefined;
    isRequired &&= required.includes(name) && member.when === undefined;
    field = member;
  }
  return { field, isRequired };
}
