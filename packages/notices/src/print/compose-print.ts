import { formatInstant, type Measure, type Organisation } from '@rapport/measures';
import type { FiledNotice } from '../filed-notice.ts';
import { type Mark, marksOf } from '../marks.ts';
import { roleOf, stepIn, valueAt } from '../roles.ts';
import { fill, hasOtherScripts, isolate, plainText } from './isolate.ts';
import { type PrintNames, printNames } from './names.ts';
import { changesOf, pointsOf } from './points.ts';
import type { PrintLanguage } from './print-language.ts';
import type { Addressed, Greeted, Manner } from './print-words.ts';
import type { Each, Point, PrintedNotice } from './printed-notice.ts';
import { reachedBy, type Template } from './template.ts';

/** A notice with the reference by which people quote it. */
export type Referenced = FiledNotice & { readonly reference: string };

/** What a print is made from. Whether the reader may have it, and in this template, has been judged before. */
export interface PrintRequest {
  readonly template: Template;
  readonly languages: readonly PrintLanguage[];
  readonly organisation: Organisation;
  readonly measure: Measure;
  readonly filed: Referenced;
  /** Its thread as far as the reader may see it. */
  readonly thread: readonly Referenced[];
  readonly enrolled: readonly string[];
  /** The log's origin. */
  readonly log: string;
  /** Where anybody checks the notice. */
  readonly address: string;
  readonly isDemonstration: boolean;
}

/** Most names that a sentence bears; more stand at the foot of the page alone. */
const namesMax = 4;

/** Puts together all that a printed notice says. */
export function composePrint(request: PrintRequest): PrintedNotice {
  const { template, organisation, measure, filed, isDemonstration } = request;
  const sides = request.languages.map((language) => printNames(organisation, language));
  const each = (say: (names: PrintNames) => string): Each => sides.map(say);
  const marks = marksOf(filed, measure, request.thread);
  const followed = request.thread.find(({ id }) => id === filed.notice.after);
  const points = filed.erased === undefined ? pointsOf(sides, measure, filed) : [];
  const manner: Manner = marks.changes?.kind ?? (followed === undefined ? 'plain' : 'reply');
  const [first] = sides;
  const watermark = first?.words.demonstration.watermark;
  const { participant, office } = filed.notice;
  return {
    template,
    title: `${filed.reference} ${first?.pick(measure.wording)?.title ?? measure.id}`,
    author: first?.participant(participant) ?? participant,
    languages: sides.map(({ language, words }) => ({ tag: language, direction: words.direction })),
    at: Math.floor(filed.takenIn / 1000),
    marks: each((names) => markOf(names, request)),
    ...(isDemonstration && watermark !== undefined ? { watermark } : {}),
    letterheads: sides.map((names) => ({
      organisation: names.organisation,
      participant: names.participant(participant),
      office: names.office(office),
    })),
    heading: template === 'note' ? each(({ words }) => words.note.heading) : [],
    reference: { labels: each(({ words }) => words.labels.reference), own: filed.reference },
    ...(followed === undefined
      ? {}
      : { theirs: { labels: each(({ words }) => words.labels.theirs), reference: followed.reference } }),
    dates: each(({ language }) => dayOf(filed, language)),
    commas: each(({ words }) => words.comma),
    subject: each(
      (names) => names.pick(measure.wording)?.steps[filed.notice.step]?.title ?? filed.notice.step,
    ),
    strips: stripsOf(sides, marks.changedBy, marks.changes, filed),
    ...framing(request, sides, manner, followed),
    points,
    noPoints:
      points.length === 0 && filed.erased === undefined ? each(({ words }) => words.labels.noAnswers) : [],
    ...(marks.changes?.kind === 'corrects' &&
    filed.erased === undefined &&
    marks.changes.letter.erased === undefined
      ? {
          changes: {
            title: each(({ words }) => words.labels.changes),
            before: each(({ words }) => words.labels.before),
            after: each(({ words }) => words.labels.after),
            none: each(({ words }) => words.labels.noChanges),
            items: changesOf(sides, measure, marks.changes.letter, filed),
          },
        }
      : {}),
    ...enclosuresOf(sides, filed),
    signature: {
      initials: each(({ words }) => words.note.initials),
      stamp: each(({ words }) => words.note.stamp),
      place: each(({ words }) => words.note.place),
      name: each(({ words }) => words.letter.name),
      office: each((names) => names.office(office)),
      participant: each((names) => names.participant(participant)),
    },
    foot: footOf(request, sides),
    pageLabel: first?.words.labels.page ?? '',
    proof: {
      sentence: each(({ words }) => words.proof),
      address: request.address,
      codeLabel: first?.words.code ?? '',
      taken: each(({ words, language }) =>
        fill(words.taken, {
          instant: formatInstant(filed.takenIn, language, 'UTC'),
          index: isolate(String(filed.index)),
        }),
      ),
      lines: [`NOTICE ${filed.id}`, `LOG ${request.log}`, `ENTRY ${filed.index}`],
    },
    notes: [
      ...(hasUnprintable(points) ? [each(({ words }) => words.otherScripts)] : []),
      ...(points.length > 0 ? [each(({ words }) => words.designations)] : []),
      each((names) => names.pick(organisation.disclaimer) ?? ''),
    ],
  };
}

/** What stands at the head and foot of every page. */
function markOf(names: PrintNames, { filed, measure, isDemonstration }: PrintRequest): string {
  const { words } = names;
  const own = ownMarking(names, measure, filed);
  return [
    ...(isDemonstration ? [words.demonstration.mark] : []),
    words.audience[filed.notice.audience.kind],
    ...(own === undefined ? [] : [own]),
  ].join(' · ');
}

/** The marking that a notice's own answers give it, where its form has a choice of that name. */
function ownMarking(names: PrintNames, measure: Measure, filed: FiledNotice): string | undefined {
  const form = stepIn(measure, filed)?.form ?? '';
  const value = valueAt(filed.notice.answers, '/marking');
  const isChoice = measure.forms[form]?.properties['marking']?.enum !== undefined;
  if (!isChoice || typeof value !== 'string') return undefined;
  return names.pick(measure.wording)?.forms[form]?.fields['/marking']?.options?.[value] ?? value;
}

/** The day of the sender's own date, else that on which the log took the notice in. */
function dayOf({ notice, takenIn }: Pick<FiledNotice, 'notice' | 'takenIn'>, language: string): string {
  const signed = Date.parse(notice.date);
  return printDay(Number.isNaN(signed) ? takenIn : signed, language);
}

/** Gregorian, in Latin digits; UTC, as the log keeps its time. */
function printDay(at: number, language: string): string {
  const tag = `${language === 'en' ? 'en-GB' : language}-u-ca-gregory-nu-latn`;
  return new Intl.DateTimeFormat(tag, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  }).format(at);
}

/** What has become of the notice since, and what it does to another. */
function stripsOf(
  sides: readonly PrintNames[],
  changedBy: readonly Mark<Referenced>[],
  changes: Mark<Referenced> | undefined,
  { erased }: FiledNotice,
): Each[] {
  const said = (which: 'changedBy' | 'changes', { kind, letter }: Mark<Referenced>): Each =>
    sides.map(({ words, language }) =>
      fill(words[which][kind], { reference: isolate(letter.reference), date: dayOf(letter, language) }),
    );
  return [
    ...(erased === undefined
      ? []
      : [
          sides.map(({ words, language }) =>
            fill(words.erased, { date: printDay(erased.takenIn, language) }),
          ),
        ]),
    ...changedBy.map((mark) => said('changedBy', mark)),
    ...(changes === undefined ? [] : [said('changes', changes)]),
  ];
}

/** Salutation, opening and closing; none of them of a notice whose text is gone. */
function framing(
  request: PrintRequest,
  sides: readonly PrintNames[],
  manner: Manner,
  followed: Referenced | undefined,
): Pick<PrintedNotice, 'salutation' | 'opening' | 'closing'> {
  const { template, filed, measure } = request;
  if (filed.erased !== undefined) return { salutation: [], opening: [], closing: [] };
  const values = (names: PrintNames) => ({
    sender: senderIn(names, request),
    addressees: addresseesIn(names, request),
    measure: names.pick(measure.wording)?.title ?? measure.id,
    their: isolate(followed?.reference ?? ''),
    theirDate: followed === undefined ? '' : dayOf(followed, names.language),
  });
  const greeted = greetedBy(request);
  if (template === 'note') {
    return {
      salutation: [],
      opening: sides.map((names) => fill(names.words.note.opening[manner], values(names))),
      closing: sides.map((names) => fill(names.words.note.closing, values(names))),
    };
  }
  return {
    salutation: sides.map(({ words }) => words.letter.salutation[greeted]),
    opening: sides.map((names) => fill(names.words.letter.opening[manner], values(names))),
    closing: sides.map(({ words }) => words.letter.closing[greeted]),
  };
}

function senderIn(names: PrintNames, { filed, organisation }: PrintRequest): string {
  const { participant } = filed.notice;
  const isSecretariat = roleOf(participant, organisation) === 'organisation';
  return fill(names.words.sender[isSecretariat ? 'organisation' : 'participant'], {
    participant: names.participant(participant, 'inSentence'),
    organisation: names.abbreviation,
  });
}

function addressedBy(request: PrintRequest): Addressed {
  const { audience } = request.filed.notice;
  if (audience.kind !== 'named') return audience.kind === 'all' ? 'participants' : audience.kind;
  const reached = reachedBy(request);
  const [only] = reached;
  if (reached.length === 1 && roleOf(only ?? '', request.organisation) === 'organisation')
    return 'secretariat';
  return reached.length > namesMax ? 'many' : 'named';
}

function addresseesIn(names: PrintNames, request: PrintRequest): string {
  const codes = names.sorted(reachedBy(request)).map((code) => names.participant(code, 'inSentence'));
  return fill(names.words.addressees[addressedBy(request)], {
    names: names.list(codes),
    organisation: names.abbreviation,
  });
}

/** How a letter greets: by what those whom it reaches are. */
function greetedBy(request: PrintRequest): Greeted {
  if (request.filed.notice.audience.kind === 'all') return 'public';
  const reached = reachedBy(request);
  const isOfficial = reached.every((code) => roleOf(code, request.organisation) !== 'partner');
  if (!isOfficial) return 'others';
  return reached.length === 1 ? 'one' : 'several';
}

/** The addressees at the foot of page one. */
function footOf(request: PrintRequest, sides: readonly PrintNames[]): PrintedNotice['foot'] {
  const { audience } = request.filed.notice;
  const to = sides.map(({ words }) => words.foot.to);
  if (audience.kind !== 'named') {
    const kind = audience.kind === 'all' ? 'public' : audience.kind;
    return {
      to,
      lines: [sides.map(({ words, abbreviation }) => fill(words.foot[kind], { organisation: abbreviation }))],
    };
  }
  const line = (code: string): Each =>
    sides.map((names) =>
      fill(
        names.words.foot[
          roleOf(code, request.organisation) === 'organisation' ? 'secretariat' : 'participant'
        ],
        {
          participant: names.participant(code),
          organisation: names.abbreviation,
        },
      ),
    );
  return { to, lines: (sides[0]?.sorted(reachedBy(request)) ?? []).map(line) };
}

function enclosuresOf(
  sides: readonly PrintNames[],
  { notice }: FiledNotice,
): Pick<PrintedNotice, 'enclosures'> {
  if (notice.attachments.length === 0) return {};
  const files = notice.attachments.map(
    ({ name, mediaType, size, sha256 }) =>
      `${plainText(name)} (${plainText(mediaType)}, ${size} B, SHA-256 ${sha256.slice(0, 16)}…)`,
  );
  return { enclosures: { title: sides.map(({ words }) => words.labels.enclosures), files } };
}

function hasUnprintable(points: readonly Point[]): boolean {
  return points.some(
    ({ says = [], points: inner = [] }) =>
      says.some(({ text }) => hasOtherScripts(text)) || hasUnprintable(inner),
  );
}
