import {
  type AnswerRow,
  answerRows,
  type Change,
  changesBetween,
  formView,
  type Measure,
} from '@rapport/measures';
import type { FiledNotice } from '../filed-notice.ts';
import { stepIn } from '../roles.ts';
import { directionOf, plainText } from './isolate.ts';
import { type PrintNames, sayingOf } from './names.ts';
import type { Point, PrintedChange, Said } from './printed-notice.ts';

/** What a notice's answers say in one language. */
export function rowsIn(names: PrintNames, measure: Measure, filed: FiledNotice): AnswerRow[] {
  const form = stepIn(measure, filed)?.form ?? '';
  const schema = measure.forms[form];
  if (schema === undefined) return [];
  const wording = names.pick(measure.wording)?.forms[form];
  const { answers, attachments } = filed.notice;
  return answerRows(formView(schema, wording, names.language), answers, sayingOf(names, attachments));
}

/** The points of a notice in several languages at once. */
export function pointsOf(languages: readonly PrintNames[], measure: Measure, filed: FiledNotice): Point[] {
  return merged(languages.map((names) => rowsIn(names, measure, filed)));
}

/** The same rows in each language, as one: they come from the same answers, so they have the same shape. */
function merged(sides: readonly (readonly AnswerRow[])[]): Point[] {
  const [first = []] = sides;
  return first.map((row, number) => {
    const rows = sides.map((side) => side[number] ?? row);
    const titles = once(rows.map(({ title }) => title));
    if (row.rows !== undefined) return { titles, points: merged(rows.map((one) => one.rows ?? [])) };
    return { titles, says: saidOf(rows.map(({ text }) => text ?? '')) };
  });
}

/** What a correction says otherwise than the notice that it corrects. */
export function changesOf(
  languages: readonly PrintNames[],
  measure: Measure,
  before: FiledNotice,
  after: FiledNotice,
): PrintedChange[] {
  const sides = languages.map((names) =>
    changesBetween(rowsIn(names, measure, before), rowsIn(names, measure, after)),
  );
  const pointers = [...new Set(sides.flatMap((side) => side.map(({ pointer }) => pointer)))];
  return pointers.map((pointer) => {
    const found = sides.map((side) => side.find((one) => one.pointer === pointer));
    const texts = (pick: 'before' | 'after'): Said[] =>
      saidOf(found.map((one, i) => one?.[pick] ?? languages[i]?.words.labels.nothing ?? ''));
    return { titles: once(found.flatMap(titleOf)), before: texts('before'), after: texts('after') };
  });
}

function titleOf(change: Change | undefined): string[] {
  return change === undefined ? [] : [change.titles.join(': ')];
}

function saidOf(texts: readonly string[]): Said[] {
  return once(texts.map(plainText)).map((text) => ({ text, direction: directionOf(text) }));
}

/** One text where all are alike. */
function once(texts: readonly string[]): string[] {
  return new Set(texts).size === 1 ? texts.slice(0, 1) : [...texts];
}
