import type { NoticeSummary, NoticeWhole } from '@rapport/api';
import type { FieldSchema, FieldWording, Measure, MeasureWording } from '@rapport/measures';
import type { JsonValue, Notice } from '@rapport/record';
import { formatInstant, printable, printableLines } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';

/** The measure's words in the reader's language, or in whatever language it has. */
export function wordingOf({ wording }: Measure, language: string): MeasureWording | undefined {
  return wording[language] ?? wording['en'] ?? Object.values(wording)[0];
}

/** A notice as lines of text: its place, its envelope, then each answer under its title. */
export function presentNotice(
  whole: NoticeWhole,
  notice: Notice,
  measure: Measure,
  context: Context,
): string[] {
  const { say, language } = context;
  const wording = wordingOf(measure, language);
  const step = measure.steps.find(({ id }) => id === notice.step);
  const title = wording?.steps[notice.step]?.title ?? notice.step;
  const head: [string, string][] = [
    [say({ en: 'Reference', ru: 'Ссылка' }), whole.reference],
    [say({ en: 'Notice', ru: 'Уведомление' }), whole.id],
    [say({ en: 'Number', ru: 'Номер' }), String(whole.index)],
    [say({ en: 'Taken in', ru: 'Принято' }), formatInstant(whole.takenIn)],
    [say({ en: 'From', ru: 'От кого' }), `${notice.participant}, ${notice.office}`],
    [say({ en: 'To', ru: 'Кому' }), audienceText(notice.audience, context)],
    ...(notice.thread === undefined
      ? []
      : [[say({ en: 'Thread', ru: 'Дело' }), notice.thread] as [string, string]]),
    ...(notice.after === undefined
      ? []
      : [[say({ en: 'Follows', ru: 'Вслед за' }), notice.after] as [string, string]]),
  ];
  const form = step && measure.forms[step.form];
  const fields = (step && wording?.forms[step.form]?.fields) ?? {};
  return [
    printable(`${wording?.title ?? measure.id}: ${title}`),
    ...head.map(([name, value]) => `  ${name}: ${printable(value)}`),
    '',
    ...presentMembers(notice.answers, form?.properties ?? {}, '', { fields, context, indent: '  ' }),
    ...notice.attachments.map(
      ({ name, size, sha256 }) =>
        `  ${say({ en: 'Attachment', ru: 'Приложение' })}: ${printable(name)} (${size}, ${sha256})`,
    ),
  ];
}

/** What is left of an erased notice: its place and its envelope. */
export function presentErased(
  whole: NoticeWhole,
  { by, takenIn }: NonNullable<NoticeWhole['erased']>,
  { say }: Context,
): string[] {
  const { reference, id, index, participant, office, measure, step } = whole;
  return [
    printable(`${measure.id}: ${step}`),
    `  ${say({ en: 'Reference', ru: 'Ссылка' })}: ${printable(reference)}`,
    `  ${say({ en: 'Notice', ru: 'Уведомление' })}: ${printable(id)}`,
    `  ${say({ en: 'Number', ru: 'Номер' })}: ${index}`,
    `  ${say({ en: 'Taken in', ru: 'Принято' })}: ${formatInstant(whole.takenIn)}`,
    `  ${say({ en: 'From', ru: 'От кого' })}: ${printable(`${participant}, ${office}`)}`,
    `  ${say({ en: 'Erased by its sender', ru: 'Стёрто отправителем' })}: ${formatInstant(takenIn)}, ${printable(by)}`,
  ];
}

interface Manner {
  readonly fields: Readonly<Record<string, FieldWording>>;
  readonly context: Context;
  readonly indent: string;
}

/** Members in the form's order; what the form does not know comes last, under its own name. */
function presentMembers(
  answers: Readonly<Record<string, JsonValue>>,
  properties: Readonly<Record<string, FieldSchema>>,
  at: string,
  manner: Manner,
): string[] {
  const known = Object.keys(properties).filter((name) => Object.hasOwn(answers, name));
  const others = Object.keys(answers).filter((name) => !Object.hasOwn(properties, name));
  return [...known, ...others].flatMap((name) => {
    const value = answers[name];
    return value === undefined ? [] : presentField(name, value, properties[name], `${at}/${name}`, manner);
  });
}

function presentField(
  name: string,
  value: JsonValue,
  field: FieldSchema | undefined,
  at: string,
  manner: Manner,
): string[] {
  const { indent, fields } = manner;
  const title = `${indent}${printable(fields[at]?.title ?? name)}:`;
  const inner = { ...manner, indent: `${indent}  ` };
  if (Array.isArray(value)) {
    return [title, ...value.flatMap((item) => presentItem(item, field?.items, `${at}/*`, inner))];
  }
  if (typeof value === 'object' && value !== null) {
    return [title, ...presentMembers(value, field?.properties ?? {}, at, inner)];
  }
  return [`${title} ${presentValue(value, at, inner)}`];
}

function presentItem(item: JsonValue, field: FieldSchema | undefined, at: string, manner: Manner): string[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return [`${manner.indent}- ${presentValue(item, at, manner)}`];
  }
  const lines = presentMembers(item, field?.properties ?? {}, at, {
    ...manner,
    indent: `${manner.indent}  `,
  });
  return [`${manner.indent}-`, ...lines];
}

function presentValue(value: JsonValue, at: string, { fields, context, indent }: Manner): string {
  if (typeof value === 'boolean')
    return context.say(value ? { en: 'yes', ru: 'да' } : { en: 'no', ru: 'нет' });
  const wording = fields[at];
  if (typeof value === 'string') return printableLines(wording?.options?.[value] ?? value, indent);
  const unit = wording?.unit === undefined ? '' : ` ${printable(wording.unit)}`;
  return `${printable(JSON.stringify(value))}${unit}`;
}

function audienceText(audience: Notice['audience'], { say }: Context): string {
  if (audience.kind === 'named') return audience.participants.join(', ');
  if (audience.kind === 'all') return say({ en: 'all, the public too', ru: 'всем, и публично' });
  if (audience.kind === 'participants') return say({ en: 'all participants', ru: 'всем участникам' });
  return audience.kind;
}

/** One notice of a list: a line to read and the id to ask for it by. */
export function presentSummary(notice: NoticeSummary, titles: ReadonlyMap<string, string>): string[] {
  const { index, takenIn, reference, participant, measure, step, id } = notice;
  const title = titles.get(measure.id) ?? measure.id;
  const line = `${index}  ${formatInstant(takenIn)}  ${reference}  ${participant}  ${title} (${step})`;
  return [printable(line), `    ${printable(id)}`];
}
