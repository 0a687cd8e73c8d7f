import type { Client, OrganisationView } from '@rapport/api';
import {
  type AnswerFinding,
  checkAnswers,
  type FormSchema,
  fieldsOf,
  type Measure,
  type Named,
  type Step,
} from '@rapport/measures';
import { contextOf, sentenceOf } from '@rapport/notices';
import {
  type Audience,
  encodeBase64,
  encodeNoticeText,
  type JsonObject,
  type Notice,
  parseNoticeText,
  parseUtf8,
} from '@rapport/record';
import { readGivenFile } from '../io/files.ts';
import type { Given } from '../io/given.ts';
import { Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import type { OfficeKeyFile } from '../keys/key-file.ts';
import { fetchMeasure } from '../measures/fetch-measure.ts';
import type { AttachedFile } from './attachments.ts';

/** Something wrong with what was to be signed. `at` is a JSON pointer into the answers, or an option. */
export interface DraftFinding {
  readonly code: string;
  readonly at: string;
  readonly sentence: string;
}

/** A notice ready to be signed, or everything that stands against it. */
export type Drafted = { readonly notice: Notice } | { readonly findings: readonly DraftFinding[] };

/**
 * Builds a notice from answers and options, and checks what can be known without the log: answers, step,
 * place, audience, form. The server judges all the rest.
 *
 * @param key - of the office that is to sign; it says whose notice this is
 */
export async function draftNotice(
  given: Given,
  client: Client,
  key: OfficeKeyFile,
  files: readonly AttachedFile[],
  context: Context,
): Promise<Drafted> {
  const answers = readAnswers(given.needed('answers'), context);
  const organisation = await client.organisation();
  checkLog(key, organisation);
  const measure = await findMeasure(given, client, organisation);
  const step = measure.steps.find(({ id }) => id === given.text('step'));
  if (step === undefined) throw unknownStep(measure, given.text('step') ?? '');
  const notice = buildNotice(given, key, measure, step, answers, files, context);
  const named = await fetchNamed(measure.forms[step.form], client, organisation);
  const findings = [
    ...checkForm(measure, step, notice, named, context),
    ...checkOptions(given, notice, measure, step),
  ].map((finding) => inWords(finding, context));
  if (findings.length > 0) return { findings };
  const text = encodeNoticeText(notice);
  const parsed = parseNoticeText(text);
  if (parsed.ok) return { notice };
  return { findings: [inWords({ code: parsed.code, at: parsed.detail ?? '' }, context)] };
}

/** `sentence` where the code has none of its own in the rules. */
interface Fault {
  readonly code: string;
  readonly at: string;
  readonly detail?: string;
  readonly sentence?: { readonly en: string; readonly ru: string };
}

function inWords({ code, at, detail, sentence }: Fault, { language }: Context): DraftFinding {
  const said = sentence?.[language] ?? sentenceOf(language, code as AnswerFinding['code'], detail);
  return { code, at: printable(at), sentence: printable(said) };
}

function readAnswers(path: string, context: Context): JsonObject {
  const text = parseUtf8(readGivenFile(context, path, 65_535));
  try {
    const value = JSON.parse(text ?? '') as JsonObject;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // the one sentence below
  }
  throw new Unusable('answers-file', {
    en: `${path} does not hold answers: one JSON object in UTF-8, such as the examples of the measure have.`,
    ru: `${path} не содержит ответов: нужен один объект JSON в UTF-8, как в примерах меры.`,
  });
}

function checkLog({ log }: OfficeKeyFile, { origin }: OrganisationView): void {
  if (log === origin) return;
  throw new Unusable('key-of-other-log', {
    en: `The key is for the log ${printable(log)}, but this server keeps ${printable(origin)}.`,
    ru: `Ключ создан для журнала ${printable(log)}, а этот сервер ведёт ${printable(origin)}.`,
  });
}

async function findMeasure(given: Given, client: Client, { measures }: OrganisationView): Promise<Measure> {
  const id = given.text('measure') ?? '';
  const edition = given.text('edition');
  const own = measures.filter((one) => one.id === id);
  const name =
    edition === undefined
      ? (own.find(({ isInForce }) => isInForce) ?? own[0])
      : own.find((one) => one.edition === edition);
  if (name !== undefined) return fetchMeasure(client, name);
  const known = [...new Set(measures.map((one) => one.id))].map(printable).join(', ');
  throw new Unusable('measure-unknown', {
    en: `The organisation has no measure ${printable(id)}${edition === undefined ? '' : ` in edition ${printable(edition)}`}. It has: ${known}.`,
    ru: `У организации нет меры ${printable(id)}${edition === undefined ? '' : ` в редакции ${printable(edition)}`}. Есть: ${known}.`,
  });
}

function unknownStep({ id, steps }: Measure, asked: string): Unusable {
  const known = steps.map((step) => step.id).join(', ');
  return new Unusable('step-unknown', {
    en: `The measure ${id} has no step ${printable(asked)}. It has: ${printable(known)}.`,
    ru: `В мере ${id} нет шага ${printable(asked)}. Есть: ${printable(known)}.`,
  });
}

function buildNotice(
  given: Given,
  { log, participant, office }: OfficeKeyFile,
  { id, edition, hash }: Measure,
  step: Step,
  answers: JsonObject,
  files: readonly AttachedFile[],
  { now, random }: Context,
): Notice {
  const [thread, after] = [given.text('thread'), given.text('after')];
  return {
    ...(after === undefined ? {} : { after }),
    answers,
    attachments: files.map(({ attachment }) => attachment),
    audience: audienceOf(given),
    date: `${new Date(now()).toISOString().slice(0, 19)}Z`,
    log,
    measure: { edition, hash, id },
    nonce: encodeBase64(random(24)),
    office,
    participant,
    step: step.id,
    ...(thread === undefined ? {} : { thread }),
  };
}

/** Whom it is for: said outright, since nothing may be sent to more people than was meant. */
function audienceOf(given: Given): Audience {
  const [to, kind] = [given.text('to'), given.text('audience')];
  if (to !== undefined && kind === undefined) {
    const names = to.split(',').map((name) => name.trim());
    return { kind: 'named', participants: [...new Set(names)].sort() };
  }
  if (to === undefined && (kind === 'all' || kind === 'participants')) return { kind };
  if (to === undefined && (kind === 'takers' || kind === 'dimension')) return { kind };
  throw new Unusable('audience-missing', {
    en: 'Say whom the notice is for: either --to XA,XB or --audience participants, all, takers or dimension.',
    ru: 'Укажите, кому уведомление: --to XA,XB или --audience participants, all, takers либо dimension.',
  });
}

/** What the answers to a form can name: the lists that its fields are of are fetched with their codes. */
async function fetchNamed(
  form: FormSchema | undefined,
  client: Client,
  organisation: OrganisationView,
): Promise<Named> {
  const used = new Set(form === undefined ? [] : [...fieldsOf(form, '').values()].map(({ list }) => list));
  const lists = organisation.lists.filter(({ id }) => used.has(id));
  return { ...organisation, lists: await Promise.all(lists.map(({ id }) => client.list(id))) };
}

function checkForm(
  { forms }: Measure,
  step: Step,
  { answers, attachments }: Notice,
  named: Named,
  { say }: Context,
): Fault[] {
  const form = forms[step.form];
  if (form === undefined) throw new Error(say({ en: 'the measure lacks a form', ru: 'в мере нет формы' }));
  return checkAnswers(form, answers, contextOf(named, attachments)).map(({ code, at, limit }) =>
    limit === undefined ? { code, at } : { code, at, detail: String(limit) },
  );
}

function checkOptions(given: Given, { audience }: Notice, measure: Measure, step: Step): Fault[] {
  const isReply = given.text('thread') !== undefined;
  const faults: Fault[] = [];
  if (step.after === undefined && isReply)
    faults.push({ code: 'step-opens-thread', at: '--thread', detail: step.id });
  if (step.after !== undefined && !isReply)
    faults.push({ code: 'step-needs-thread', at: '--thread', detail: step.id });
  if (isReply && given.text('after') === undefined) faults.push({ code: 'after-missing', at: '--after' });
  const isOffered =
    isReply || measure.audience.some((kind) => kind === (given.is('seal') ? 'sealed' : audience.kind));
  if (!isOffered) faults.push({ code: 'audience-kind-not-offered', at: '--audience', detail: audience.kind });
  return faults;
}
