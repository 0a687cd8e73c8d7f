import { listOf } from './actors.ts';
import type { FileFault } from './faults.ts';
import { type Flaw, flaw, pointedField, unknown } from './flaws.ts';
import type { MeasureFolder } from './folder.ts';
import type { FieldSchema, FormSchema, MatchView, View } from './language.ts';
import type { MeasureDefinition } from './measure-hash.ts';

/** Checks that each view finds what it shows in the forms, and lists what they call a thread by. */
export function checkViews(definition: MeasureDefinition, folder: MeasureFolder): FileFault[] {
  const file = `measures/${folder.id}/measure.json`;
  const flaws = definition.shows.flatMap((view, index) =>
    checkView(definition, folder, view, `/shows/${index}`),
  );
  flaws.push(...checkSubject(definition, folder));
  return flaws.map((found) => ({ file, ...found }));
}

type Fits = (field: FieldSchema) => boolean;

const isMoment: Fits = ({ format }) => format === 'date' || format === 'date-time';
const isPlace: Fits = ({ format }) => format === 'place';
const isText: Fits = ({ type }) => type === 'string';
const isAny: Fits = () => true;

function checkView(definition: MeasureDefinition, folder: MeasureFolder, view: View, at: string): Flaw[] {
  const opening = (word: string, pointer: string | undefined, fits: Fits, kind: string): Flaw[] =>
    pointer === undefined ? [] : checkOpenings(definition, folder, pointer, fits, kind, `${at}/${word}`);
  switch (view.view) {
    case 'calendar':
      return [
        ...opening('from', view.from, isMoment, 'date or date-time'),
        ...opening('until', view.until, isMoment, 'date or date-time'),
      ];
    case 'directory':
      return view.card.flatMap((pointer, index) => opening(`card/${index}`, pointer, isAny, 'field'));
    case 'map':
      return opening('place', view.place, isPlace, 'place');
    case 'decision':
      return opening('question', view.question, isText, 'text');
    case 'dossier':
      return opening('by', view.by, isText, 'text, choice, participant or entry');
    case 'match':
      return checkMatch(definition, folder, view, at);
    default:
      return [];
  }
}

/** What names a thread is one short answer, readable with no wording: no choice, and nothing in a list. */
const isName: Fits = ({ type, format, enum: choices }) =>
  choices === undefined &&
  (type === 'integer' || (type === 'string' && format !== 'notice' && format !== 'attachment'));

function checkSubject(definition: MeasureDefinition, folder: MeasureFolder): Flaw[] {
  const { subject } = definition;
  if (subject === undefined) return [];
  const place = (index: number): string => (typeof subject === 'string' ? '/subject' : `/subject/${index}`);
  return listOf(subject).flatMap((pointer, index) =>
    checkOpenings(definition, folder, pointer, isName, 'text, number, participant or entry', place(index)),
  );
}

/** A view is of every thread, so what it shows has to be in some opening form, and fit in each that has it. */
function checkOpenings(
  definition: MeasureDefinition,
  folder: MeasureFolder,
  pointer: string,
  fits: Fits,
  kind: string,
  at: string,
): Flaw[] {
  const openings = definition.steps.filter(({ after }) => after === undefined);
  const forms = openings.flatMap(({ form }) => folder.forms.get(form) ?? []);
  if (openings.length === 0 || forms.length < openings.length) return []; // what is wrong with a form is said elsewhere
  const found = forms.flatMap((form) => pointedField(form, pointer)?.field ?? []);
  if (found.length > 0 && found.every(fits)) return [];
  return [unknown(at, pointer, `${kind} of an opening form`)];
}

function checkMatch(
  definition: MeasureDefinition,
  folder: MeasureFolder,
  view: MatchView,
  at: string,
): Flaw[] {
  return (['needs', 'offers', 'accepts', 'delivers', 'confirms'] as const).flatMap((word) => {
    const id = view[word];
    if (id === undefined) return [];
    const step = definition.steps.find((one) => one.id === id);
    if (step === undefined) return [unknown(`${at}/${word}`, id, 'step of this measure')];
    const form = folder.forms.get(step.form);
    if (form === undefined || hasLines(form, view)) return [];
    const sentence = `Form ${step.form} has no list at "${view.lines}" of groups with a text "${view.item}" and an integer "${view.quantity}": add it or change the view.`;
    return [flaw(`${at}/${word}`, 'reference-unknown', sentence)];
  });
}

function hasLines(form: FormSchema, { lines, item, quantity }: MatchView): boolean {
  const line = pointedField(form, lines)?.field.items;
  const of = (name: string): FieldSchema | undefined =>
    line?.properties && Object.hasOwn(line.properties, name) ? line.properties[name] : undefined;
  return of(item)?.type === 'string' && of(quantity)?.type === 'integer';
}
