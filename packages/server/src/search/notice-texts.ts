import {
  type AnswerRow,
  answerRows,
  type FieldView,
  formView,
  type Measure,
  type Organisation,
  type Saying,
} from '@rapport/measures';
import type { Notice } from '@rapport/record';

/**
 * Says what notices say, as a page shows it: free text, the names of options, entries and participants, and of files. Of a
 * sealed notice there is nothing to say.
 */
export class NoticeTexts {
  readonly #organisation: Organisation;
  readonly #measures: ReadonlyMap<string, Measure>;
  readonly #names: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly #views = new Map<string, FieldView[]>();

  constructor(organisation: Organisation) {
    this.#organisation = organisation;
    this.#measures = new Map(organisation.measures.map((one) => [`${one.id}/${one.edition}`, one]));
    this.#names = namesOf(organisation);
  }

  /** Each text once, in the order of the form, in every language of the organisation. */
  everywhere(notice: Notice): string[] {
    const all = this.#organisation.languages.flatMap((language) => this.in(notice, language));
    return [...new Set([...all, ...this.#files(notice)])];
  }

  /** What it says in one language, answer by answer. */
  in(notice: Notice, language: string): string[] {
    const fields = notice.sealed === undefined ? this.#fields(notice, language) : undefined;
    if (fields === undefined) return [];
    return textsOf(answerRows(fields, notice.answers, this.#saying(notice, language)));
  }

  #files({ sealed, attachments }: Notice): string[] {
    return sealed === undefined ? attachments.map(({ name }) => name) : [];
  }

  #fields({ measure: { id, edition, hash }, step }: Notice, language: string): FieldView[] | undefined {
    const measure = this.#measures.get(`${id}/${edition}`);
    const form = measure?.steps.find((one) => one.id === step)?.form;
    const schema = form === undefined ? undefined : measure?.forms[form];
    if (form === undefined || schema === undefined) return undefined;
    const key = `${hash}/${form}/${language}`;
    const known = this.#views.get(key);
    if (known !== undefined) return known;
    const view = formView(schema, measure?.wording[language]?.forms[form], language);
    this.#views.set(key, view);
    return view;
  }

  #saying({ attachments }: Notice, language: string): Saying {
    const name = (key: string, code: string): string => this.#names.get(key)?.[language] ?? code;
    return {
      participant: (code) => name(`participants/${code}`, code),
      entry: (list, code) => name(`${list}/${code}`, code),
      file: (hash) => attachments.find(({ sha256 }) => sha256 === hash)?.name ?? '',
      day: (day) => day,
      instant: (at) => new Date(at).toISOString().slice(0, 10),
      count: String,
      yes: '',
      no: '',
    };
  }
}

function textsOf(rows: readonly AnswerRow[]): string[] {
  return rows.flatMap(({ text = '', rows: inner }) => {
    if (inner !== undefined) return textsOf(inner);
    return text === '' || isId.test(text) ? [] : [text];
  });
}

/** The id of a notice is no word. */
const isId = /^[0-9a-f]{64}$/;

function namesOf(organisation: Organisation): Map<string, Readonly<Record<string, string>>> {
  const { participants, bodies, dimensions, catalogue, measures, lists } = organisation;
  const titles = measures.map((one) => [
    `measures/${one.id}`,
    Object.fromEntries(Object.entries(one.wording).map(([language, { title }]) => [language, title])),
  ]);
  return new Map([
    ...participants.map(({ code, name }) => [`participants/${code}`, name] as const),
    ...bodies.map(({ id, name }) => [`bodies/${id}`, name] as const),
    ...dimensions.map(({ id, name }) => [`dimensions/${id}`, name] as const),
    ...dimensions.flatMap(({ areas }) => areas.map(({ id, name }) => [`areas/${id}`, name] as const)),
    ...catalogue.map(({ id, title }) => [`catalogue/${id}`, title] as const),
    ...(titles as [string, Record<string, string>][]),
    ...lists.flatMap(({ id, entries }) => entries.map(({ code, name }) => [`${id}/${code}`, name] as const)),
  ]);
}
