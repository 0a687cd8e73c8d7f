import type { Measure, Organisation } from '@rapport/measures';
import type { JsonObject } from '@rapport/record';
import { describe, expect, test } from 'vitest';
import { type ClockReading, readClocks } from './clocks.ts';
import type { FiledNotice } from './filed-notice.ts';
import { measureOf, sampleOrganisation } from './testing/sample-organisation.ts';
import { visit } from './testing/sample-threads.ts';
import { noticeOf } from './testing/sign-notice.ts';
import { clocksFor } from './thread.ts';

const organisation = sampleOrganisation();
const measure = measureOf(organisation, 'visit-offer');
const enrolled = new Map(['ABC', 'XA', 'XB', 'XC'].map((code) => [code, -1]));
const at = (text: string): number => Date.parse(text);

/** A step of a test's thread: who, what, to whom, when, with which answers, after which of them (the first). */
type Act = readonly [string, string, readonly string[], string, JsonObject?, number?];

function threadOf(acts: readonly Act[]): FiledNotice[] {
  const id = (index: number): string => String(index).padStart(64, '0');
  return acts.map(([participant, step, to, time, answers, follows = 0], index) => {
    const place = index === 0 ? {} : { thread: id(0), after: id(follows) };
    const draft = visit(participant, step, to, { ...place, ...(answers && { answers }) });
    return { index, takenIn: at(time), id: id(index), notice: noticeOf(organisation, draft) };
  });
}

function read(
  acts: readonly Act[],
  now: string,
  by: Measure = measure,
  whole: Organisation = organisation,
): string[] {
  return readClocks(by, threadOf(acts), whole, enrolled, at(now)).map(said);
}

function said({ clock, participant, state, due }: ClockReading): string {
  return `${clock} ${participant} ${state} ${new Date(due).toISOString()}`;
}

/** The measure with a first clock of another length. */
function before(amount: number, unit: 'hours' | 'days' | 'months'): Measure {
  return { ...measure, clocks: measure.clocks.slice(0, 1).map((clock) => ({ ...clock, amount, unit })) };
}

const both = ['XB', 'XC'];
const start = (day: string): JsonObject => ({ subject: 'Engineers', level: 'low', start: day, officers: 4 });

describe('a clock before a date', () => {
  // 10 May, Almaty (UTC+5): 30 days before ends with 10 April there.
  const due = '2027-04-10T18:59:59.999Z';
  test.each([
    ['exactly at the last millisecond', due, 'met'],
    ['one millisecond later', '2027-04-10T19:00:00.000Z', 'met-late'],
  ])('%s', (_when, time, state) => {
    const acts: Act[] = [['XA', 'offer', both, time, start('2027-05-10')]];
    expect(read(acts, time)[0]).toBe(`offer-period XA ${state} ${due}`);
  });

  test.each([
    [30, 'days', '2027-05-10T12:00:00+05:00', '2027-04-10T07:00:00.000Z'],
    [48, 'hours', '2027-05-10T12:00:00+05:00', '2027-05-08T07:00:00.000Z'],
    [48, 'hours', '2027-05-10', '2027-05-07T19:00:00.000Z'],
    [1, 'months', '2027-03-31', '2027-02-28T18:59:59.999Z'],
    [2, 'months', '2027-05-10', '2027-03-10T18:59:59.999Z'],
  ] as const)('%i %s before %s', (amount, unit, date, expected) => {
    const acts: Act[] = [['XA', 'offer', both, '2027-01-04T00:00:00Z', start(date)]];
    expect(read(acts, '2027-01-04T00:00:00Z', before(amount, unit))).toEqual([
      `offer-period XA met ${expected}`,
    ]);
  });

  test.each([
    ['Asia/Kathmandu', '2027-04-10T18:14:59.999Z'],
    ['Asia/Tehran', '2027-04-10T20:29:59.999Z'],
    ['Europe/Vienna', '2027-04-10T21:59:59.999Z'],
  ])("counts the days of the sender's capital: %s", (zone, expected) => {
    const participants = organisation.participants.map((one) => ({ ...one, zone }));
    const acts: Act[] = [['XA', 'offer', both, '2027-01-04T00:00:00Z', start('2027-05-10')]];
    const readings = read(acts, '2027-01-04T00:00:00Z', before(30, 'days'), {
      ...organisation,
      participants,
    });
    expect(readings).toEqual([`offer-period XA met ${expected}`]);
  });

  test('moves with a correction of the date, and only with that', () => {
    const offer: Act = ['XA', 'offer', both, '2027-04-15T00:00:00Z', start('2027-05-10')];
    const answer: Act = [
      'XB',
      'answer',
      ['XA'],
      '2027-04-16T00:00:00Z',
      { start: '2028-01-01', accepted: true },
    ];
    const foreign: Act = ['XB', 'change', both, '2027-04-16T00:00:00Z', start('2028-01-01')];
    const change: Act = ['XA', 'change', both, '2027-04-17T00:00:00Z', start('2027-06-10')];
    const again: Act = ['XA', 'change', both, '2027-04-18T00:00:00Z', start('2027-05-11'), 1];
    const now = '2027-04-20T00:00:00Z';
    const first = (acts: Act[]) => read(acts, now, before(30, 'days'));
    expect(first([offer])).toEqual(['offer-period XA met-late 2027-04-10T18:59:59.999Z']);
    expect(first([offer, answer])).toEqual(first([offer]));
    expect(first([offer, foreign])).toEqual(first([offer]));
    expect(first([offer, change])).toEqual(['offer-period XA met 2027-05-11T18:59:59.999Z']);
    expect(first([offer, change, again])).toEqual(['offer-period XA met-late 2027-04-11T18:59:59.999Z']);
  });

  test('says nothing without a date that can be read', () => {
    const acts: Act[] = [['XA', 'offer', both, '2027-01-04T00:00:00Z', { start: 'soon' }]];
    expect(read(acts, '2027-01-04T00:00:00Z', before(30, 'days'))).toEqual([]);
  });
});

describe('a clock after a step', () => {
  const offer: Act = ['XA', 'offer', both, '2027-01-04T00:00:00Z', start('2027-05-10')];
  const due = '2027-01-06T00:00:00.000Z';
  const answers = (acts: Act[], now: string) =>
    read(acts, now).filter((one) => one.startsWith('answer-period'));

  test('runs to its instant and has passed after it, for each addressee', () => {
    expect(answers([offer], due)).toEqual(['XB', 'XC'].map((one) => `answer-period ${one} running ${due}`));
    expect(answers([offer], '2027-01-06T00:00:00.001Z')).toEqual(
      ['XB', 'XC'].map((one) => `answer-period ${one} passed ${due}`),
    );
  });

  test('is met by the step at its instant, and met late after it', () => {
    const inTime: Act = ['XB', 'answer', ['XA'], due];
    const late: Act = ['XC', 'answer', ['XA'], '2027-01-06T00:00:00.001Z'];
    expect(answers([offer, inTime, late], '2027-02-01T00:00:00Z')).toEqual([
      `answer-period XB met ${due}`,
      `answer-period XC met-late ${due}`,
    ]);
  });

  test('is owed by enrolled addressees only', () => {
    const wide = {
      ...threadOf([offer])[0],
      notice: { ...threadOf([offer])[0]?.notice, audience: { kind: 'all' } },
    };
    const readings = readClocks(measure, [wide as FiledNotice], organisation, enrolled, at(due));
    const owing = readings
      .filter(({ clock }) => clock === 'answer-period')
      .map(({ participant }) => participant);
    expect(owing).toEqual(['ABC', 'XB', 'XC']);
  });

  test('is not owed for what one cannot read', () => {
    const narrow: Act = ['XA', 'change', ['XB'], '2027-01-05T00:00:00Z', start('2027-05-10')];
    const from = {
      ...measure,
      clocks: measure.clocks.map((clock) => (clock.kind === 'after' ? { ...clock, from: 'change' } : clock)),
    };
    const owing = read([offer, narrow], '2027-01-05T00:00:00Z', from).filter((one) =>
      one.startsWith('answer'),
    );
    expect(owing.map((one) => one.split(' ')[1])).toEqual(['XB']);
  });

  test('asks nothing any more once the thread is closed before it was due', () => {
    const end = (time: string): Act => ['XA', 'end', both, time];
    expect(answers([offer, end('2027-01-05T00:00:00Z')], '2027-02-01T00:00:00Z')).toEqual([]);
    const answered: Act = ['XB', 'answer', ['XA'], '2027-01-04T12:00:00Z'];
    expect(answers([offer, answered, end('2027-01-05T00:00:00Z')], '2027-02-01T00:00:00Z')).toEqual([
      `answer-period XB met ${due}`,
    ]);
    expect(answers([offer, end('2027-01-07T00:00:00Z')], '2027-02-01T00:00:00Z')).toHaveLength(2);
  });

  test('runs on after the closing that starts it, in months of the opener', () => {
    const end: Act = ['XA', 'end', both, '2027-01-31T10:00:00Z'];
    const report: Act = ['XA', 'report', both, '2027-02-28T10:00:00.001Z', {}, 1];
    const late = read([offer, end, report], '2027-03-01T00:00:00Z');
    expect(read([offer, end], '2027-02-01T00:00:00Z')).toContain(
      'report-period XA running 2027-02-28T10:00:00.000Z',
    );
    expect(late).toContain('report-period XA met-late 2027-02-28T10:00:00.000Z');
  });
});

test('one sees what one owes and what is owed to one, not what others owe each other', () => {
  const thread = threadOf([['XA', 'offer', both, '2027-01-04T00:00:00Z', start('2027-05-10')]]);
  const seenBy = (participant: string): string[] =>
    clocksFor(participant, measure, thread, organisation, enrolled, at('2027-01-04T00:00:00Z')).map(
      (reading) => `${reading.clock} ${reading.participant}`,
    );
  expect(seenBy('XA')).toEqual(['offer-period XA', 'answer-period XB', 'answer-period XC']);
  expect(seenBy('XB')).toEqual(['answer-period XB']);
  expect(seenBy('XD')).toEqual([]);
});
