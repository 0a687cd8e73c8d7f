import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ExampleAct, type Measure, OWN_DIMENSION, type WorkedThread } from '@rapport/measures';
import {
  answersOf,
  audienceOf,
  exampleWorld,
  type FiledNotice,
  isCircle,
  readClocks,
  threadState,
} from '@rapport/notices';
import { encodeUtf8, type JsonObject, parseNotice } from '@rapport/record';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrolledIn } from '../clocks/clock-rows.ts';
import { loadFolder } from '../organisation/load.ts';
import { noticeOf, openTestServer, post, signedText, type TestServer } from '../testing/test-server.ts';

const cica = fileURLToPath(new URL('../../../../organisations/cica', import.meta.url));
const week = 7 * 86_400_000;

/** CICA's measures for the invented states of the worked examples: no act of a real state is made up. */
function inventedCica(folder: string): void {
  cpSync(cica, folder, { recursive: true });
  rmSync(join(folder, 'facts.json'));
  const world = exampleWorld(loadFolder(cica).organisation);
  const change = (name: string, edit: (file: Record<string, unknown>) => Record<string, unknown>): void => {
    const path = join(folder, `${name}.json`);
    writeFileSync(
      path,
      JSON.stringify(edit(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>)),
    );
  };
  change('organisation', (file) => ({ ...file, invented: true }));
  change('participants', (file) => ({ ...file, participants: world.participants }));
  change('dimensions', (file) => ({ ...file, dimensions: world.dimensions }));
  change('bodies', (file) => ({ ...file, bodies: world.bodies }));
}

let folder = '';
let rapport: TestServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-invented-'));
  inventedCica(folder);
  rapport = await openTestServer({ RAPPORT_ORGANISATION: folder });
});
afterAll(async () => {
  await rapport.close();
  rmSync(folder, { recursive: true, force: true });
});

const states = new Set(['XA', 'XB', 'XC', 'XD', 'XE', 'CICA']);

/** Whether everybody in it has keys in the demonstration, and nobody has to have taken up a measure. */
function isPlayable({ thread }: WorkedThread, measure: Measure): boolean {
  if (measure.dimension === OWN_DIMENSION) return false;
  return thread.acts.every((act) => {
    const names = [act.by, ...(typeof act.to === 'string' ? [] : (act.to ?? []))];
    const kind = audienceOf(act, measure, undefined, undefined).kind;
    return names.every((name) => states.has(name)) && (act.follows !== undefined || !isCircle(kind));
  });
}

/** Files every act with its office's own signature and says what became of each. */
async function play({ thread }: WorkedThread, measure: Measure, shift: number) {
  const { organisation } = rapport.server;
  const taken: (FiledNotice | undefined)[] = [];
  const said: string[] = [];
  for (const act of thread.acts) {
    const target = act.follows === undefined ? undefined : taken[act.follows - 1];
    const opening = taken.find(
      (one) => one !== undefined && one.id === (target?.notice.thread ?? target?.id),
    );
    rapport.now = Date.parse(act.at) + shift;
    const text = await signedText(rapport, noticeOf(rapport, draftOf(act, measure, opening, target)));
    const { status, json } = await post(rapport, text);
    const codes = [...new Set(json.findings?.map(({ code }) => code))].sort();
    const parsed = parseNotice(encodeUtf8(text));
    const filed = status === 201 && parsed.ok;
    taken.push(filed ? { index: json.index, takenIn: json.takenIn, ...parsed.value } : undefined);
    const own = taken.filter((one) => one !== undefined);
    const soFar = own.filter(
      (one) => (one.notice.thread ?? one.id) === (own.at(-1)?.notice.thread ?? own.at(-1)?.id),
    );
    said.push(filed ? (threadState(measure, soFar) ?? '') : codes.join());
  }
  const [first] = taken.filter((one) => one !== undefined);
  const own = taken.filter((one) => one !== undefined && (one.notice.thread ?? one.id) === first?.id);
  return { said, own: own as FiledNotice[], organisation };
}

function draftOf(
  act: ExampleAct,
  measure: Measure,
  opening: FiledNotice | undefined,
  target: FiledNotice | undefined,
) {
  const step = measure.steps.find(({ id }) => id === act.step);
  return {
    participant: act.by,
    office: act.office ?? step?.offices[0] ?? '',
    measureId: measure.id,
    step: act.step,
    answers: answersOf(act, measure, rapport.server.organisation) as JsonObject,
    audience: audienceOf(act, measure, opening, target),
    ...(opening === undefined ? {} : { thread: opening.id }),
    ...(target === undefined ? {} : { after: target.id }),
  };
}

/** Whether a filing was refused for its key alone, or besides. */
function isUnsigned(codes: string | undefined): boolean {
  return codes?.split(',').includes('key-unknown') === true;
}

test('every procedure of the catalogue goes through the server as its worked threads say', async () => {
  const { organisation, threads } = loadFolder(folder);
  const played = new Set<string>();
  let next = rapport.now;
  for (const worked of threads) {
    const measure = organisation.measures.find(
      ({ id, edition }) => id === worked.measure && edition === worked.edition,
    );
    if (measure === undefined || !isPlayable(worked, measure)) continue;
    const begins = Date.parse(worked.thread.acts[0]?.at ?? '');
    const shift = Math.ceil((next - begins) / week) * week;
    const { said, own } = await play(worked, measure, shift);
    const expected = worked.thread.acts.map(({ refused, state }, i) =>
      refused === undefined
        ? (state ?? said[i])
        : isUnsigned(said[i]) // an office that the sender has no key for: then nothing of a thread is said
          ? said[i]
          : [...new Set(refused)].sort().join(),
    );
    expect([worked.file, ...said]).toEqual([worked.file, ...expected]);
    await checkReads(worked, measure, own, shift);
    played.add(measure.id);
    next = rapport.now + week;
  }
  const all = organisation.measures.filter(({ dimension }) => dimension !== OWN_DIMENSION);
  expect(played.size).toBeGreaterThan(all.length - 8);
}, 120_000);

/** State and clocks at each instant that the example reads, in the words of both languages. */
async function checkReads(
  worked: WorkedThread,
  measure: Measure,
  own: readonly FiledNotice[],
  shift: number,
) {
  const { organisation } = rapport.server;
  const enrolled = enrolledIn(await rapport.server.readRegister());
  for (const reads of worked.thread.reads) {
    const now = Date.parse(reads.at) + shift;
    const past = own.filter(({ takenIn }) => takenIn <= now);
    expect([worked.file, reads.at, threadState(measure, past)]).toEqual([worked.file, reads.at, reads.state]);
    for (const language of ['en', 'ru'])
      expect(measure.wording[language]?.states[reads.state]).toMatch(/\p{L}/u);
    const readings = readClocks(measure, past, organisation, enrolled, now);
    for (const { clock, by, is } of reads.clocks ?? []) {
      // A clock by a date in the answers does not move with the day on which the example is played.
      if (measure.clocks.find(({ id }) => id === clock)?.kind !== 'after') continue;
      const found = readings.filter((one) => one.clock === clock && one.participant === by);
      expect([worked.file, clock, by, ...found.map(({ state }) => state)]).toContain(is);
      for (const language of ['en', 'ru']) expect(measure.wording[language]?.clocks[clock]).toMatch(/\p{L}/u);
    }
  }
}
