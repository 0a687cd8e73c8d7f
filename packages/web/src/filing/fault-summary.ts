import { type FieldView, parsePointer } from '@rapport/measures';
import type { SummaryItem } from '../ui/error-summary.tsx';
import { elementIdOf } from './answers.ts';
import type { Fault } from './filing.tsx';

/** Each finding with the name of its field, leading to it. */
export function summaryOf(faults: readonly Fault[], fields: readonly FieldView[]): SummaryItem[] {
  return faults.map(({ at, sentence }) => {
    if (at === undefined) return { sentence };
    const titles = titlesAt(fields, parsePointer(at) ?? []);
    return { sentence: `${titles.join(', ')}: ${sentence}`, target: elementIdOf(at) };
  });
}

/** The names of the fields on the way to a place, outermost first. */
function titlesAt(fields: readonly FieldView[], [name, ...rest]: readonly string[]): string[] {
  const field = fields.find((one) => one.name === name);
  if (field === undefined) return [];
  if (field.kind === 'group') return [field.title, ...titlesAt(field.fields, rest)];
  const [number, ...inside] = rest;
  if (field.kind !== 'repeat' || number === undefined) return [field.title];
  const within = field.item.kind === 'group' ? titlesAt(field.item.fields, inside) : [];
  return [`${field.item.title} ${Number(number) + 1}`, ...within];
}
