import { type NoticeSummary, readLetters } from '@rapport/api';
import type { Measure } from '@rapport/measures';
import {
  allKeys,
  type PrintLanguage,
  type PrintNames,
  printNames,
  type Reader,
  threadState,
} from '@rapport/notices';
import { encodeVerifierKey } from '@rapport/record';
import type { ReadingServer } from '../app.ts';
import { readClockItems } from '../clocks/clock-queries.ts';
import { findMeasure } from '../organisation/views.ts';
import { Refusal } from '../problems.ts';
import { readMeasureThreads } from '../reading/measure-threads.ts';
import { type ListQuery, readPage } from '../reading/reading-queries.ts';
import { type ExportWord, exportWord } from './export-words.ts';
import type { Cell, Table } from './table.ts';

/** The lists that can be saved. */
export const lists = [
  'notices',
  'released',
  'threads',
  'participants',
  'catalogue',
  'due',
  'register',
] as const;

export type ListId = (typeof lists)[number];

/** What a list is narrowed to, as on its page. */
export interface ListFilter {
  readonly box?: ListQuery['box'] | undefined;
  readonly measure?: string | undefined;
  readonly dimension?: string | undefined;
  readonly side?: 'owed' | 'awaited' | undefined;
  readonly state?: 'running' | 'passed' | 'suspended' | undefined;
}

interface Context {
  readonly server: ReadingServer;
  readonly reader: Reader;
  readonly filter: ListFilter;
  readonly names: PrintNames;
}

type Rows = AsyncIterable<readonly Cell[]>;

/** Rows read at once. */
const pageRows = 500;

/**
 * A list as the reader may see it, in a language.
 *
 * @throws Refusal where a list is nobody's but a participant's own, or lacks what it is of
 */
export function tableOf(
  server: ReadingServer,
  reader: Reader,
  list: ListId,
  filter: ListFilter,
  language: PrintLanguage,
): Table {
  const names = printNames(server.organisation, language);
  const { columns, rows } = makers[list]({ server, reader, filter, names });
  return {
    title: exportWord(language, `list.${list}`),
    columns: columns.map((column) => exportWord(language, column)),
    rows,
    isRightToLeft: names.words.direction === 'rtl',
    more: exportWord(language, 'more'),
  };
}

type Made = { readonly columns: readonly ExportWord[]; readonly rows: Rows };

const noticeColumns = [
  ...(['entry', 'reference', 'takenIn', 'measure', 'step', 'from', 'office', 'audience', 'files'] as const),
  ...(['thread', 'id'] as const),
];

const makers: Readonly<Record<ListId, (context: Context) => Made>> = {
  notices: (context) => ({
    columns: noticeColumns,
    rows: noticeRows(context, context.reader, context.filter.box ?? 'all'),
  }),
  released: (context) => ({ columns: noticeColumns, rows: noticeRows(context, 'public', 'all') }),
  threads: (context) => {
    const { measure } = context.filter;
    if (measure === undefined) throw new Refusal('body-form');
    return {
      columns: ['reference', 'takenIn', 'from', 'audience', 'state', 'count', 'newest', 'id'],
      rows: threadRows(context, measure),
    };
  },
  participants: (context) => ({ columns: ['code', 'name', 'role', 'zone'], rows: participantRows(context) }),
  catalogue: (context) => ({
    columns: ['number', 'title', 'dimension', 'area', 'measures', 'source'],
    rows: catalogueRows(context),
  }),
  due: (context) => {
    const { reader } = context;
    if (reader === 'public') throw new Refusal('sign-in-needed');
    return {
      columns: ['due', 'state', 'owes', 'measure', 'step', 'clock', 'reference', 'thread'],
      rows: dueRows(context, reader.participant),
    };
  },
  register: (context) => ({
    columns: ['from', 'code', 'office', 'key', 'validFrom', 'validUntil', 'certificate', 'revocation'],
    rows: keyRows(context),
  }),
};

async function* noticeRows(
  context: Context,
  reader: Reader,
  box: ListQuery['box'],
): AsyncGenerator<readonly Cell[]> {
  const { server, filter } = context;
  let before: number | undefined;
  do {
    const query = {
      box,
      limit: pageRows,
      ...(filter.measure === undefined ? {} : { measure: filter.measure }),
      ...(before === undefined ? {} : { before }),
    };
    const page = await readPage(server.db, reader, query, server.abbreviation);
    for (const notice of page.notices) yield noticeRow(context, notice);
    before = page.next;
  } while (before !== undefined);
}

function noticeRow({ server, names }: Context, notice: NoticeSummary): Cell[] {
  const measure = findMeasure(server.organisation, notice.measure.id, notice.measure.edition);
  const wording = measure && names.pick(measure.wording);
  return [
    notice.index,
    notice.reference,
    new Date(notice.takenIn),
    wording?.title ?? notice.measure.id,
    wording?.steps[notice.step]?.title ?? notice.step,
    names.participant(notice.participant),
    names.office(notice.office),
    audienceOf(names, notice),
    notice.attachmentCount,
    notice.thread,
    notice.id,
  ];
}

function audienceOf(names: PrintNames, { audience }: Pick<NoticeSummary, 'audience'>): string {
  if (audience.kind !== 'named') return names.words.audience[audience.kind];
  return names
    .sorted(audience.participants)
    .map((code) => names.participant(code))
    .join('; ');
}

async function* threadRows(context: Context, id: string): AsyncGenerator<readonly Cell[]> {
  const { server, reader, names } = context;
  let before: number | undefined = Number.MAX_SAFE_INTEGER;
  do {
    const page: Awaited<ReturnType<typeof readMeasureThreads>> = await readMeasureThreads(
      server.db,
      reader,
      id,
      { before, limit: 50 },
      server.abbreviation,
    );
    for (const { notices } of page.threads) {
      const letters = readLetters(notices);
      const [opening] = notices;
      const measure =
        opening && findMeasure(server.organisation, opening.measure.id, opening.measure.edition);
      if (opening === undefined || measure === undefined) continue;
      const state = threadState(measure, letters) ?? '';
      yield [
        opening.reference,
        new Date(opening.takenIn),
        names.participant(opening.participant),
        audienceOf(names, opening),
        names.pick(measure.wording)?.states[state] ?? state,
        notices.length,
        new Date(notices.at(-1)?.takenIn ?? opening.takenIn),
        opening.id,
      ];
    }
    before = page.next;
  } while (before !== undefined);
}

async function* participantRows({ server, names }: Context): AsyncGenerator<readonly Cell[]> {
  const { participants } = server.organisation;
  for (const code of names.sorted(participants.map((one) => one.code))) {
    const one = participants.find((participant) => participant.code === code);
    if (one === undefined) continue;
    yield [code, names.participant(code), exportWord(names.language, `role.${one.role}`), one.zone];
  }
}

async function* catalogueRows({ server, names, filter }: Context): AsyncGenerator<readonly Cell[]> {
  const { catalogue, measures } = server.organisation;
  const wanted = catalogue.filter(
    ({ dimension }) => filter.dimension === undefined || dimension === filter.dimension,
  );
  for (const item of wanted) {
    const carriers = new Set(
      measures
        .filter((one) => one.catalogue.includes(item.id))
        .map((one) => names.pick(one.wording)?.title ?? one.id),
    );
    yield [
      item.number,
      names.pick(item.title) ?? item.id,
      names.entry('dimensions', item.dimension),
      names.entry('areas', item.area),
      [...carriers].join('; '),
      item.source,
    ];
  }
}

async function* dueRows(
  { server, names, filter }: Context,
  participant: string,
): AsyncGenerator<readonly Cell[]> {
  const now = server.now();
  const sides = filter.side === undefined ? (['owed', 'awaited'] as const) : [filter.side];
  const states = filter.state === undefined ? (['running', 'passed', 'suspended'] as const) : [filter.state];
  for (const side of sides) {
    for (const state of states) {
      let after: { readonly due: number; readonly id: number } | undefined;
      do {
        const query = { side, state, limit: pageRows, ...(after === undefined ? {} : { after }) };
        const page: Awaited<ReturnType<typeof readClockItems>> = await readClockItems(
          server.db,
          participant,
          query,
          now,
          server.abbreviation,
        );
        for (const item of page.items) {
          const wording = wordingOf(findMeasure(server.organisation, item.measure, item.edition), names);
          yield [
            new Date(item.due),
            exportWord(names.language, `clock.${item.state}`),
            names.participant(item.participant),
            wording?.title ?? item.measure,
            wording?.steps[item.step]?.title ?? item.step,
            wording?.clocks[item.clock] ?? item.clock,
            item.reference,
            item.thread,
          ];
        }
        after = page.next;
      } while (after !== undefined);
    }
  }
}

function wordingOf(measure: Measure | undefined, names: PrintNames) {
  return measure && names.pick(measure.wording);
}

async function* keyRows({ server, names }: Context): AsyncGenerator<readonly Cell[]> {
  const keys = allKeys(await server.readRegister());
  const byName = names.sorted([...new Set(keys.map(({ participant }) => participant))]);
  for (const code of byName) {
    for (const one of keys.filter(({ participant }) => participant === code)) {
      yield [
        names.participant(code),
        code,
        names.office(one.office),
        encodeVerifierKey(one.key),
        new Date(one.from),
        one.until === undefined ? undefined : new Date(one.until),
        one.certificate,
        one.revocation,
      ];
    }
  }
}
