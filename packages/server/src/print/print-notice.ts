import { readLetters } from '@rapport/api';
import {
  checkTemplate,
  composePrint,
  enrolledAt,
  isPrintLanguage,
  type PrintedNotice,
  type PrintLanguage,
  type Reader,
  type Referenced,
  type Template,
  type TemplateRefusal,
  templatesFor,
} from '@rapport/notices';
import type { ReadingServer } from '../app.ts';
import { findMeasure } from '../organisation/views.ts';
import { type ProblemCode, Refusal } from '../problems.ts';
import { readNotice, readThread } from '../reading/reading-queries.ts';

/** What somebody asks to have printed. */
export interface PrintOrder {
  readonly id: string;
  /** Absent: the most formal that the notice may have. */
  readonly template?: Template | undefined;
  /** Tags; absent: every language of the organisation in which prints are. */
  readonly languages?: readonly string[] | undefined;
  /** Where the server is reached, such as `https://rapport.example`: the proof's address begins so. */
  readonly base: string;
}

/**
 * Puts together the print of a notice, as far as the reader may see it and its thread.
 *
 * @throws Refusal - `not-found`, or why it is not printed so
 */
export async function printNotice(
  server: ReadingServer,
  reader: Reader,
  order: PrintOrder,
): Promise<PrintedNotice> {
  const { db, organisation, abbreviation } = server;
  const whole = await readNotice(db, reader, order.id, abbreviation);
  if (whole === undefined) throw new Refusal('not-found');
  const thread = readLetters(await readThread(db, reader, whole.thread, abbreviation));
  const filed = thread.find(({ id }) => id === order.id);
  const measure = findMeasure(organisation, whole.measure.id, whole.measure.edition);
  if (filed === undefined || measure === undefined) throw new Error(`notice ${order.id} cannot be read`);
  const { roots } = await server.readRegister();
  const enrolled = enrolledAt([...roots.values()].flat(), filed.index);
  return composePrint({
    template: templateOf(order.template, server, { filed, thread, enrolled }),
    languages: languagesOf(order.languages, organisation.languages),
    ...{ organisation, measure, filed, thread, enrolled },
    log: server.origin,
    address: `${order.base}/verify/${order.id}`,
    isDemonstration: server.config.mode === 'demonstration',
  });
}

const refusals: Readonly<Record<TemplateRefusal, ProblemCode>> = {
  'note-for-public': 'note-for-public',
  'note-outside': 'note-outside',
  'note-answered': 'note-answered',
  sealed: 'print-sealed',
};

function templateOf(
  asked: Template | undefined,
  { organisation }: ReadingServer,
  {
    filed,
    thread,
    enrolled,
  }: { filed: Referenced; thread: readonly Referenced[]; enrolled: readonly string[] },
): Template {
  const followed = thread.find(({ id }) => id === filed.notice.after);
  const correspondence = { filed, followed, organisation, enrolled };
  const template = asked ?? templatesFor(correspondence)[0] ?? 'letter';
  const refusal = checkTemplate(template, correspondence);
  if (refusal !== undefined) throw new Refusal(refusals[refusal]);
  return template;
}

/** The languages asked for, each once; the organisation's own where none is named. @throws Refusal for another's */
function languagesOf(asked: readonly string[] | undefined, official: readonly string[]): PrintLanguage[] {
  const offered = official.filter(isPrintLanguage);
  if (asked === undefined) return offered.length > 0 ? offered : ['en'];
  const chosen = [...new Set(asked)].filter(isPrintLanguage);
  const areOffered = chosen.every((language) => offered.includes(language));
  if (!areOffered || chosen.length !== asked.length || chosen.length === 0) throw new Refusal('body-form');
  return chosen;
}
