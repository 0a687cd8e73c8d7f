import {
  type ExampleAct,
  type ExampleReading,
  type ExampleThread,
  type Fault,
  type Measure,
  nearestLine,
  type Organisation,
  type ParsedOrganisation,
  type Participant,
  type Weekday,
  type Wordings,
} from '@rapport/measures';
import { encodeHex, encodeUtf8, type JsonObject, type Notice, sha256 } from '@rapport/record';
import { type Adherence, noAdherence } from './adherence.ts';
import { circleIn, isCircle } from './audience.ts';
import { erasedIn } from './check-erasure.ts';
import { checkContent } from './check-filing.ts';
import { readClocks } from './clocks.ts';
import { envelopeOf, type FiledNotice } from './filed-notice.ts';
import { instantText } from './instant-text.ts';
import type { Enrolled } from './owing.ts';
import { threadState } from './thread.ts';

/** Something that a worked thread says and the rules do not: `at` is a JSON pointer into its file. */
export interface WorkedFault {
  readonly at: string;
  readonly sentence: string;
}

const ORIGIN = 'example.invalid/log';

/**
 * Plays the worked threads of every measure of a folder that has no other fault.
 *
 * @returns a fault for each place in which a thread and the rules differ; by file, in the order of `parseOrganisation`'s
 */
export function playThreads({ organisation: whole, sound, threads }: ParsedOrganisation): Fault[] {
  const organisation = whole ?? sound;
  if (organisation === undefined) return [];
  const played = threads.flatMap(({ file, measure: id, edition, thread, lines }) => {
    const measure = organisation.measures.find((one) => one.id === id && one.edition === edition);
    if (measure === undefined) return [];
    return playThread(thread, measure, organisation).map(({ at, sentence }): Fault => {
      const line = nearestLine(lines(), at);
      return { file, at, ...(line === undefined ? {} : { line }), code: 'thread-otherwise', sentence };
    });
  });
  return played;
}

interface Invented {
  readonly code: string;
  readonly role: Participant['role'];
  readonly zone: string;
  readonly weekend?: readonly Weekday[];
}

const WORLD: readonly Invented[] = [
  { code: 'XA', role: 'member', zone: 'Etc/GMT-5' },
  { code: 'XB', role: 'member', zone: 'Etc/GMT-3', weekend: ['friday', 'saturday'] },
  { code: 'XC', role: 'member', zone: 'Etc/GMT-8', weekend: ['sunday'] },
  { code: 'XD', role: 'member', zone: 'Etc/GMT' },
  { code: 'XE', role: 'member', zone: 'Etc/GMT-9' },
  { code: 'XN', role: 'non-member', zone: 'Etc/GMT' },
  { code: 'XO', role: 'observer', zone: 'Etc/GMT' },
  { code: 'XP', role: 'partner', zone: 'Etc/GMT' },
];

/** The organisation with invented participants in place of its own: no act of a real state is made up. */
export function exampleWorld(organisation: Organisation): Organisation {
  const named = (text: string): Wordings =>
    Object.fromEntries(organisation.languages.map((language) => [language, text]));
  const own = organisation.participants.filter(({ role }) => role === 'organisation');
  const invented = WORLD.map((one): Participant => ({ ...one, name: named(one.code), source: 'invented' }));
  return {
    ...organisation,
    participants: [...own, ...invented],
    dimensions: organisation.dimensions.map((dimension) => ({
      ...dimension,
      areas: dimension.areas.map((area) => ({ ...area, coordinator: 'XC', coCoordinators: [] })),
    })),
    bodies: organisation.bodies.map((body) => ({
      ...body,
      chairs: [{ participant: 'XD', from: '2020-01-01' }],
    })),
  };
}

/** The edition that is worked is the one in force, a former one too. */
function inForce({ id, edition, hash }: Measure): Adherence {
  return {
    ...noAdherence(),
    adoptions: new Map([[id, [{ edition, hash, from: Number.NEGATIVE_INFINITY }]]]),
  };
}

interface Stage {
  readonly world: Organisation;
  readonly measure: Measure;
  readonly everybody: readonly string[];
  readonly enrolled: Enrolled;
  /** What each act became, in their order; `undefined` where it was refused. */
  readonly taken: (FiledNotice | undefined)[];
}

/**
 * Plays a worked thread by the rules that judge every filing, all but those of keys, and compares what it
 * expects with what they say.
 */
export function playThread(
  example: ExampleThread,
  measure: Measure,
  organisation: Organisation,
): WorkedFault[] {
  const world = exampleWorld(organisation);
  const everybody = world.participants.map(({ code }) => code);
  const enrolled = new Map(everybody.map((code) => [code, -1]));
  const stage: Stage = { world, measure, everybody, enrolled, taken: [] };
  const faults = example.acts.flatMap((act, index) => playAct(act, index, stage));
  const first = stage.taken.find((filed) => filed !== undefined);
  if (first === undefined)
    return [...faults, { at: '/acts', sentence: 'No act opens the thread: add one that is taken in.' }];
  return [
    ...faults,
    ...example.reads.flatMap((reading, index) => checkReading(reading, index, first, stage)),
  ];
}

function threadWith(first: FiledNotice, { taken }: Stage): FiledNotice[] {
  return taken.filter(
    (filed) => filed !== undefined && (filed.notice.thread ?? filed.id) === first.id,
  ) as FiledNotice[];
}

function playAct(act: ExampleAct, index: number, stage: Stage): WorkedFault[] {
  const at = `/acts/${index}`;
  const target = act.follows === undefined ? undefined : stage.taken[act.follows - 1];
  if (act.follows !== undefined && target === undefined) {
    stage.taken.push(undefined);
    return [
      {
        at: `${at}/follows`,
        sentence: `Act ${act.follows} was not taken in before this one: name one that was.`,
      },
    ];
  }
  const opening = target && stage.taken.find((filed) => filed?.id === (target.notice.thread ?? target.id));
  const notice = noticeOf(act, index, stage, opening, target);
  const thread = opening === undefined ? [] : threadWith(opening, stage);
  const takenIn = Date.parse(act.at);
  const findings = checkContent(notice, {
    organisation: stage.world,
    origin: ORIGIN,
    adherence: inForce(stage.measure),
    thread,
    erasing: erasingIn(notice, stage),
    takenIn,
    isAuthentic: true,
  });
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const circle = circleFor(notice, opening, stage);
  const filed = { index, takenIn, id: idOf(index), notice, ...(circle.length === 0 ? {} : { circle }) };
  stage.taken.push(codes.length === 0 ? filed : undefined);
  return [
    ...compareCodes(
      act,
      codes,
      findings.map((one) => one.at ?? ''),
      at,
    ),
    ...compareState(act, filed, codes, stage, at),
  ];
}

/** What an act erases: an act, by its id; any other id is that of a notice of its sender to the same recipients. */
function erasingIn(notice: Notice, { world, taken }: Stage): FiledNotice | undefined {
  const id = erasedIn(notice, world);
  const acts = taken.map((filed, index) => ({ filed, id: filed?.id ?? idOf(index) }));
  const act = acts.find((one) => one.id === id);
  const plain = world.measures.find(({ steps }) => steps[0]?.effect === undefined);
  if (act !== undefined || id === undefined || plain === undefined) return act?.filed;
  const { edition, hash } = plain;
  const measure = { id: plain.id, edition, hash };
  const said = { ...envelopeOf(notice), measure, step: plain.steps[0]?.id ?? '' };
  return { index: -1, takenIn: 0, id, notice: said };
}

function idOf(index: number): string {
  return encodeHex(sha256(encodeUtf8(`act ${index}`)));
}

/** Everybody has taken up everything in the example world. */
function circleFor(
  notice: Notice,
  opening: FiledNotice | undefined,
  { everybody }: Stage,
): readonly string[] {
  if (!isCircle(notice.audience.kind)) return [];
  if (opening !== undefined) return circleIn(opening, notice);
  return everybody.filter((code) => code !== notice.participant).sort();
}

function noticeOf(
  act: ExampleAct,
  index: number,
  { measure, world }: Stage,
  opening: FiledNotice | undefined,
  target: FiledNotice | undefined,
): Notice {
  const { id, edition, hash } = measure;
  const step = measure.steps.find((one) => one.id === act.step);
  return {
    answers: answersOf(act, measure, world) as JsonObject,
    attachments: [],
    audience: audienceOf(act, measure, opening, target),
    date: act.at,
    log: ORIGIN,
    measure: { id, edition, hash },
    nonce: `act ${index}`,
    office: act.office ?? step?.offices[0] ?? '',
    participant: act.by,
    step: act.step,
    ...(opening === undefined ? {} : { thread: opening.id }),
    ...(target === undefined ? {} : { after: target.id }),
  };
}

/** The answers of an act; an adoption that leaves out the hash means that of the edition in the folder. */
export function answersOf(
  { answers, step }: Pick<ExampleAct, 'answers' | 'step'>,
  measure: Measure,
  { measures }: Pick<Organisation, 'measures'>,
): ExampleAct['answers'] {
  const effect = measure.steps.find(({ id }) => id === step)?.effect;
  if (effect !== 'adopts-edition' || 'hash' in answers) return answers;
  const adopted = measures.find(
    ({ id, edition }) => id === answers['measure'] && edition === answers['edition'],
  );
  return adopted === undefined ? answers : { ...answers, hash: adopted.hash };
}

/**
 * The audience of an act of a worked thread: what it says; or everybody who could read what it follows; or, where
 * that is the step's nature, the opener alone or everybody in the thread.
 */
export function audienceOf(
  act: Pick<ExampleAct, 'by' | 'to' | 'step'>,
  measure: Measure,
  opening: Pick<FiledNotice, 'notice'> | undefined,
  target: Pick<FiledNotice, 'notice'> | undefined,
): Notice['audience'] {
  if (typeof act.to === 'string') return { kind: act.to as 'all' };
  if (act.to !== undefined) return { kind: 'named', participants: act.to.toSorted() };
  if (opening === undefined) {
    const kind = measure.audience.find((one) => one !== 'named' && one !== 'sealed');
    return kind === undefined ? { kind: 'named', participants: [] } : { kind };
  }
  const step = measure.steps.find(({ id }) => id === act.step);
  if (step?.to === 'opener') return { kind: 'named', participants: [opening.notice.participant] };
  const { audience, participant } = (step?.closes ? opening : (target ?? opening)).notice;
  if (audience.kind !== 'named') return audience;
  const names = new Set([...audience.participants, participant]);
  names.delete(act.by);
  return { kind: 'named', participants: [...names].sort() };
}

function compareCodes(
  act: ExampleAct,
  codes: readonly string[],
  places: readonly string[],
  at: string,
): WorkedFault[] {
  const expected = [...new Set(act.refused ?? [])].sort();
  if (expected.join() === codes.join()) return [];
  const where = places.filter((place) => place !== '').join(', ');
  const met =
    codes.length === 0
      ? 'takes it in'
      : `refuses it (${codes.join(', ')}${where === '' ? '' : ` at ${where}`})`;
  const meant = expected.length === 0 ? 'it to be taken in' : `it to be refused (${expected.join(', ')})`;
  return [{ at, sentence: `The example expects ${meant}, and the measure ${met}: change one of the two.` }];
}

function compareState(
  act: ExampleAct,
  filed: FiledNotice,
  codes: readonly string[],
  stage: Stage,
  at: string,
): WorkedFault[] {
  if (act.state === undefined || codes.length > 0) return [];
  const opening = stage.taken.find((one) => one?.id === (filed.notice.thread ?? filed.id)) ?? filed;
  const state = threadState(stage.measure, threadWith(opening, stage));
  return state === act.state
    ? []
    : [{ at: `${at}/state`, sentence: `The thread is in state "${state}" then: change one of the two.` }];
}

function checkReading(
  expected: ExampleReading,
  index: number,
  first: FiledNotice,
  stage: Stage,
): WorkedFault[] {
  const at = `/reads/${index}`;
  const now = Date.parse(expected.at);
  const thread = threadWith(first, stage).filter(({ takenIn }) => takenIn <= now);
  const state = threadState(stage.measure, thread);
  const faults: WorkedFault[] = [];
  if (state !== expected.state)
    faults.push({
      at: `${at}/state`,
      sentence: `The thread is in state "${state}" then: change one of the two.`,
    });
  const readings = readClocks(stage.measure, thread, stage.world, stage.enrolled, now);
  for (const [place, clock] of (expected.clocks ?? []).entries()) {
    const own = readings.filter((one) => one.clock === clock.clock && one.participant === clock.by);
    const fits = own.some(
      (one) => one.state === clock.is && (clock.due === undefined || Date.parse(clock.due) === one.due),
    );
    if (fits) continue;
    const said = own.map((one) => `${one.state}, due ${instantText(one.due)}`).join('; ') || 'nothing';
    faults.push({ at: `${at}/clocks/${place}`, sentence: `The clock says ${said}: change one of the two.` });
  }
  return faults;
}

/** Steps of a measure that none of its worked threads takes: what is not shown is not known to work. */
export function stepsNotPlayed(examples: readonly ExampleThread[], measure: Measure): string[] {
  const played = new Set(
    examples.flatMap(({ acts }) => acts.filter((act) => act.refused === undefined).map(({ step }) => step)),
  );
  return measure.steps.filter(({ id }) => !played.has(id)).map(({ id }) => id);
}
