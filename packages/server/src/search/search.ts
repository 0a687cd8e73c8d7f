import type { NoticeSummary, NoticeWhole, SearchPage } from '@rapport/api';
import {
  parseSearch,
  type Reader,
  type SearchTerm,
  snippetOf,
  soughtForms,
  threadState,
} from '@rapport/notices';
import { parseNotice } from '@rapport/record';
import type { ReadingServer } from '../app.ts';
import { type Queryable, transaction } from '../db/connect.ts';
import { readSeenThreads } from '../filing/filing-queries.ts';
import { findMeasure } from '../organisation/views.ts';
import { readPlaces } from '../reading/reading-queries.ts';
import { withSubjects } from '../reading/subjects.ts';
import { type KnownNames, readStems, type Sought, type Stems, searchCondition } from './search-condition.ts';
import { findPlaces, type Stretch } from './search-queries.ts';

/** What is asked for, checked: `from` and `until` are instants, the latter not included. */
export interface SearchRequest extends Omit<Sought, 'terms' | 'isWide'> {
  readonly q: string;
  readonly state?: string;
  readonly from?: number;
  readonly until?: number;
  readonly before?: number;
  readonly limit: number;
  readonly language: string;
}

/** The most that are counted. */
const countMax = 100;

/** How long the whole may take in the database. */
const begin =
  "begin read only; set local statement_timeout = '2s'; set local jit = off; set local work_mem = '32MB'";

/** How often more is looked for where most of what was found is in another state. */
const roundsMax = 5;

/**
 * Finds notices by what they say, or by what is said of them, among those that the reader may see.
 *
 * @returns without how far the index is behind, which the caller knows
 * @throws where it takes longer than it may (`isOutOfTime`)
 */
export function search(
  server: ReadingServer,
  names: KnownNames,
  reader: Reader,
  request: SearchRequest,
): Promise<Omit<SearchPage, 'behind'>> {
  const terms = parseSearch(request.q);
  const hasSaidNothing = request.q.trim() !== '' && terms.length === 0;
  return transaction(server.db, begin, async (tx) => {
    const stretch = await stretchOf(tx, request);
    const stems = await readStems(
      tx,
      terms.flatMap(({ kind, forms }) => (kind === 'reference' ? [] : forms)),
    );
    for (const isWide of [false, true]) {
      const condition = searchCondition(reader, { ...request, terms, isWide }, names, stems);
      if (condition === undefined || hasSaidNothing) return { hits: [], isWide: false };
      const found = await findInState(tx, server, reader, { request, condition, stretch });
      const isDone =
        found.length > 0 || request.before !== undefined || !terms.some(({ kind }) => kind === 'words');
      if (isDone || isWide) return pageOf(tx, server, reader, found, { request, terms, stems, isWide });
    }
    throw new Error('not reached');
  });
}

async function stretchOf(tx: Queryable, { from, until, before }: SearchRequest): Promise<Stretch> {
  const { rows } = await tx.query<{ from: number; before: number }>(
    `select case when $1::bigint is null then 0 else entry_at($1) end as "from",
      case when $2::bigint is null then (select size from log_head) else entry_at($2) end as before`,
    [from ?? null, until ?? null],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('a stretch of the log without ends');
  return { from: row.from, before: Math.min(row.before, before ?? row.before) };
}

interface Looking {
  readonly request: SearchRequest;
  readonly condition: string;
  readonly stretch: Stretch;
}

interface Place {
  readonly index: number;
}

/** Places that meet the condition and whose threads are in the state asked for; more than a page where there are. */
async function findInState(
  tx: Queryable,
  server: ReadingServer,
  reader: Reader,
  looking: Looking,
): Promise<Place[]> {
  const { condition, stretch, request } = looking;
  const { state } = request;
  const enough = request.before === undefined ? countMax + 1 : request.limit + 1;
  const found: Place[] = [];
  let { before } = stretch;
  for (let round = 0; round < roundsMax; round += 1) {
    const places = await findPlaces(tx, reader, condition, { ...stretch, before }, enough);
    if (state === undefined) return places.map((index) => ({ index }));
    const notices = await readPlaces(tx, reader, places, server.abbreviation);
    const states = await statesOf(tx, server, reader, notices);
    found.push(
      ...notices.filter(({ thread }) => states.get(thread) === state).map(({ index }) => ({ index })),
    );
    const last = places.at(-1);
    if (found.length >= enough || places.length < enough || last === undefined) break;
    before = last;
  }
  return found.slice(0, enough);
}

/** The states of the threads in which notices stand, as far as the reader sees them. */
async function statesOf(
  tx: Queryable,
  { organisation }: ReadingServer,
  reader: Reader,
  notices: readonly NoticeWhole[],
): Promise<ReadonlyMap<string, string>> {
  const threads = await readSeenThreads(tx, reader, [...new Set(notices.map(({ thread }) => thread))]);
  const states = [...threads].flatMap(([id, thread]): [string, string][] => {
    const { id: measureId = '', edition = '' } = thread[0]?.notice.measure ?? {};
    const measure = findMeasure(organisation, measureId, edition);
    const state = measure && threadState(measure, thread);
    return state === undefined ? [] : [[id, state]];
  });
  return new Map(states);
}

interface Asked {
  readonly request: SearchRequest;
  readonly terms: readonly SearchTerm[];
  readonly stems: Stems;
  readonly isWide: boolean;
}

async function pageOf(
  tx: Queryable,
  server: ReadingServer,
  reader: Reader,
  found: readonly Place[],
  { request, terms, stems, isWide }: Asked,
): Promise<Omit<SearchPage, 'behind'>> {
  const { limit, language, before } = request;
  const shown = found.slice(0, limit).map(({ index }) => index);
  const notices = await readPlaces(tx, reader, shown, server.abbreviation);
  const forms = soughtForms(terms).flatMap((form) => [form, stems.get(form)].filter(isString));
  const hits = (await subjects(tx, server, reader, notices)).map((whole) => {
    const snippet = whole.note === undefined ? undefined : snippetIn(server, whole.note, forms, language);
    return { notice: summaryIn(whole), ...(snippet && { snippet }) };
  });
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    hits,
    isWide: isWide && hits.length > 0,
    ...(last === undefined ? {} : { next: last }),
    ...(before === undefined
      ? { found: { count: Math.min(found.length, countMax), isMore: found.length > countMax } }
      : {}),
  };
}

/** What the thread of each is about. */
function subjects(
  tx: Queryable,
  { organisation }: ReadingServer,
  reader: Reader,
  notices: readonly NoticeWhole[],
) {
  return withSubjects(tx, reader, notices, ({ measure: { hash } }) =>
    organisation.measures.find((one) => one.hash === hash),
  );
}

/** The envelope of a notice without what it says. */
function summaryIn(whole: NoticeWhole): NoticeSummary {
  const { note: _, entry: __, erased: ___, ...notice } = whole;
  return notice;
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** The first answer that says it, in the language asked for or else in another. */
function snippetIn(
  { searchIndex: { texts } }: ReadingServer,
  note: string,
  forms: readonly string[],
  language: string,
) {
  const parsed = parseNotice(Buffer.from(note));
  if (!parsed.ok || forms.length === 0) return undefined;
  const { notice } = parsed.value;
  return firstSaying(texts.in(notice, language), forms) ?? firstSaying(texts.everywhere(notice), forms);
}

function firstSaying(texts: readonly string[], forms: readonly string[]) {
  for (const text of texts) {
    const snippet = snippetOf(text, forms);
    if (snippet !== undefined) return snippet;
  }
  return undefined;
}
