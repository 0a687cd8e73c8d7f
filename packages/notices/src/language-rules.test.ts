import type { Clock, ClockQuota, ClockYearly, FormSchema, Measure, Step } from '@rapport/measures';
import type { Notice } from '@rapport/record';
import { describe, expect, test } from 'vitest';
import { applyAdherence, editionInForce, noAdherence } from './adherence.ts';
import { checkContent } from './check-filing.ts';
import { circleOf } from './circle.ts';
import { readClocks } from './clocks.ts';
import type { FiledNotice } from './filed-notice.ts';
import { addSpan } from './local-time.ts';
import { chainOf, diffAnswers, matchOf, talliesOf } from './replies.ts';
import { sampleOrganisation } from './testing/sample-organisation.ts';
import { nextSteps, threadState } from './thread.ts';
import { exampleWorld } from './worked-thread.ts';
import { readQuota, readYearly } from './yearly.ts';

const world = exampleWorld(sampleOrganisation());
const everybody = new Map(world.participants.map(({ code }) => [code, -1]));
const day = 86_400_000;
const start = Date.UTC(2027, 2, 1, 8);

const form: FormSchema = {
  type: 'object',
  properties: {
    answer: { type: 'string', enum: ['yes', 'no'] },
    states: { type: 'array', items: { type: 'string', format: 'participant' }, maxItems: 5 },
    year: { type: 'integer' },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          item: { type: 'string', maxLength: 20 },
          quantity: { type: 'integer', minimum: 0 },
        },
        additionalProperties: false,
      },
      maxItems: 5,
    },
  },
  additionalProperties: false,
};

type Part = Partial<Step> & Pick<Step, 'id'>;

function measureWith(steps: readonly Part[], clocks: readonly Clock[] = []): Measure {
  const area = world.dimensions[0]?.areas[0]?.id ?? '';
  return {
    id: 'tiny',
    edition: '1',
    hash: 'ab'.repeat(32),
    dimension: world.dimensions[0]?.id ?? '',
    area,
    catalogue: [],
    source: 'invented',
    status: 'catalogue',
    audience: ['named', 'participants', 'takers'],
    shows: [{ view: 'list' }],
    steps: steps.map((step) => ({ by: 'participant', offices: ['o'], form: 'f', ...step })),
    clocks,
    forms: { f: form },
    wording: {},
  };
}

type Act = [by: string, step: string, follows?: number | undefined, answers?: object, days?: number];

function noticeOf(
  measure: Measure,
  [by, step, follows, answers]: Act,
  thread: readonly FiledNotice[],
  to: string[],
): Notice {
  const opening = thread[0];
  const names = new Set([...to, opening?.notice.participant ?? by]);
  names.delete(by);
  return {
    answers: { ...answers } as Notice['answers'],
    attachments: [],
    audience: { kind: 'named', participants: [...names].sort() },
    date: '2027-03-01T08:00:00Z',
    log: 'l',
    measure: { id: measure.id, edition: measure.edition, hash: measure.hash },
    nonce: 'n',
    office: 'o',
    participant: by,
    step,
    ...(opening === undefined ? {} : { thread: opening.id }),
    ...(follows === undefined ? {} : { after: thread[follows]?.id ?? 'none' }),
  };
}

/** Files acts as given, without judging them, a day apart unless they say at which day. */
function threadOf(measure: Measure, acts: readonly Act[], to = ['XB', 'XC']): FiledNotice[] {
  const thread: FiledNotice[] = [];
  for (const [index, act] of acts.entries()) {
    const notice = noticeOf(measure, act, thread, to);
    thread.push({ index, takenIn: start + (act[4] ?? index) * day, id: `n${index}`, notice });
  }
  return thread;
}

function codesOf(measure: Measure, thread: readonly FiledNotice[], act: Act, to = ['XB', 'XC']): string[] {
  const organisation = { ...world, measures: [measure] };
  const notice = noticeOf(measure, act, thread, to);
  const place = {
    organisation,
    origin: 'l',
    adherence: noAdherence(),
    thread,
    erasing: undefined,
    takenIn: start,
    isAuthentic: true,
  };
  return checkContent(notice, place).map(({ code }) => code);
}

describe('who takes a step', () => {
  const measure = measureWith([
    { id: 'open', state: 's' },
    { id: 'coordinate', by: 'coordinator', after: ['open'] },
    { id: 'preside', by: 'chair', body: world.bodies[0]?.id ?? 'b', after: ['open'] },
    { id: 'consent', by: 'named', field: '/states', after: ['open'] },
    { id: 'both', by: ['opener', 'addressee'], after: ['open'] },
  ]);
  const thread = threadOf(measure, [['XA', 'open', undefined, { states: ['XB'] }]], ['XB', 'XC', 'XD']);
  const to = ['XB', 'XC', 'XD'];
  test.each([
    ['coordinate', ['XC']],
    ['preside', ['XD']],
    ['consent', ['XB']],
    ['both', ['XA', 'XB', 'XC', 'XD']],
  ])('%s is taken by %j', (step, who) => {
    const takers = ['XA', 'XB', 'XC', 'XD'].filter(
      (by) => codesOf(measure, thread, [by, step, 0], to).length === 0,
    );
    const offered = ['XA', 'XB', 'XC', 'XD'].filter((by) =>
      nextSteps(measure, thread, by, world, start).some((next) => next.step.id === step),
    );
    expect([takers, offered]).toEqual([who, who]);
  });
});

describe('what is taken together', () => {
  const measure = measureWith([
    { id: 'propose', state: 'proposed' },
    {
      id: 'agree',
      by: 'addressee',
      after: ['propose'],
      together: true,
      meanwhile: 'waiting',
      state: 'agreed',
    },
    { id: 'go-on', by: 'opener', after: ['agree'], state: 'going' },
  ]);
  const half = threadOf(measure, [
    ['XA', 'propose'],
    ['XB', 'agree', 0],
  ]);
  const whole = threadOf(measure, [
    ['XA', 'propose'],
    ['XB', 'agree', 0],
    ['XC', 'agree', 0],
  ]);

  test('counts once everybody has taken it', () => {
    expect([half.slice(0, 1), half, whole].map((one) => threadState(measure, one))).toEqual([
      'proposed',
      'waiting',
      'agreed',
    ]);
    expect(codesOf(measure, half, ['XA', 'go-on', 1])).toEqual(['after-not-allowed']);
    expect(codesOf(measure, whole, ['XA', 'go-on', 2])).toEqual([]);
  });

  test('is taken once by each', () =>
    expect(codesOf(measure, half, ['XB', 'agree', 0])).toEqual(['step-already-taken']));
});

describe('changes of words', () => {
  const measure = measureWith([
    { id: 'open', state: 's' },
    { id: 'reply', by: 'addressee', after: ['open'] },
    { id: 'correct', by: 'addressee', after: ['reply', 'correct'], corrects: true },
    { id: 'add', by: 'addressee', after: ['reply', 'correct'], adds: true },
    { id: 'withdraw', by: 'addressee', after: ['reply', 'correct'], withdraws: true },
  ]);
  const acts: Act[] = [
    ['XA', 'open'],
    ['XB', 'reply', 0],
    ['XB', 'add', 1],
    ['XB', 'correct', 1],
  ];
  const thread = threadOf(measure, acts);

  test.each(['correct', 'add', 'withdraw'])('nobody may %s what another has said', (step) =>
    expect(codesOf(measure, thread, ['XC', step, 3])).toEqual(['after-not-yours']),
  );

  test('only the newest version is changed', () =>
    expect(codesOf(measure, thread, ['XB', 'withdraw', 1])).toEqual(['after-superseded']));

  test('nothing follows what was taken back', () => {
    const taken = threadOf(measure, [
      ['XA', 'open'],
      ['XB', 'reply', 0],
      ['XB', 'withdraw', 1],
    ]);
    expect(codesOf(measure, taken, ['XB', 'add', 1])).toEqual(['after-not-allowed', 'after-superseded']);
  });

  test('a taking back reaches everybody who could read it', () =>
    expect(codesOf(measure, thread, ['XB', 'withdraw', 3], ['XA'])).toEqual(['audience-narrower']));

  test('the chain names each', () => {
    const gone = threadOf(measure, [...acts, ['XB', 'withdraw', 3]]);
    const chain = chainOf(gone[1] as FiledNotice, measure, gone, { participant: 'XA' });
    const ids = [chain.corrections, chain.additions].map((list) => list.map((one) => one.id));
    expect(ids).toEqual([['n3'], ['n2']]);
    expect(chain.withdrawal).toBe(gone[4]);
  });
});

describe('clocks', () => {
  const clock: Clock = {
    kind: 'after',
    id: 'c',
    from: ['open', 'again'],
    step: ['reply', 'decline'],
    each: 'addressee',
    amount: 5,
    unit: 'days',
    suspendedBy: 'pause',
    resumedBy: 'resume',
  };
  const measure = measureWith(
    [
      { id: 'open', state: 's' },
      { id: 'again', by: 'opener', after: ['open'] },
      { id: 'reply', by: 'addressee', after: ['open', 'again'] },
      { id: 'decline', by: 'addressee', after: ['open', 'again'] },
      {
        id: 'pause',
        by: ['opener', 'addressee'],
        after: ['open'],
        together: true,
        meanwhile: 'w',
        state: 'p',
      },
      { id: 'resume', by: 'opener', after: ['pause'] },
    ],
    [clock],
  );
  const readAt = (acts: Act[], days: number) =>
    readClocks(measure, threadOf(measure, acts, ['XB']), world, everybody, start + days * day).map(
      ({ state, due }) => `${state} ${(due - start) / day}`,
    );

  test.each<[string, Act[], number, string[]]>([
    ['runs', [['XA', 'open']], 3, ['running 5']],
    [
      'is stopped by any of its steps',
      [
        ['XA', 'open'],
        ['XB', 'decline', 0],
      ],
      3,
      ['met 5'],
    ],
    [
      'does not know what is still to come',
      [
        ['XA', 'open'],
        ['XB', 'reply', 0, {}, 4],
      ],
      3,
      ['running 5'],
    ],
    [
      'starts anew with the newest',
      [
        ['XA', 'open'],
        ['XA', 'again', 0],
      ],
      3,
      ['running 6'],
    ],
    [
      'passed before it could start anew',
      [
        ['XA', 'open'],
        ['XA', 'again', 0, {}, 7],
      ],
      8,
      ['passed 5', 'running 12'],
    ],
    [
      'runs on while not all have agreed',
      [
        ['XA', 'open'],
        ['XB', 'pause', 0],
      ],
      4,
      ['running 5'],
    ],
    [
      'stands still',
      [
        ['XA', 'open'],
        ['XB', 'pause', 0],
        ['XA', 'pause', 0],
      ],
      9,
      ['suspended 12'],
    ],
    [
      'runs on, later',
      [
        ['XA', 'open'],
        ['XB', 'pause', 0],
        ['XA', 'pause', 0],
        ['XA', 'resume', 2, {}, 6],
      ],
      20,
      ['passed 9'],
    ],
  ])('one %s', (_, acts, days, said) => expect(readAt(acts, days)).toEqual(said));
});

describe('a clock for each notice', () => {
  const measure = measureWith(
    [
      { id: 'open', state: 's' },
      { id: 'offer', by: 'addressee', after: ['open'] },
      { id: 'mend', by: 'addressee', after: ['offer'], corrects: true },
      { id: 'take-back', by: 'addressee', after: ['offer', 'mend'], withdraws: true },
      { id: 'accept', by: 'opener', after: ['offer', 'mend'] },
      { id: 'deliver', by: 'answered', after: ['accept'] },
      { id: 'confirm', by: 'sender', after: ['offer'] },
    ],
    [
      {
        kind: 'after',
        id: 'answer',
        from: ['offer', 'mend'],
        step: 'accept',
        each: 'opener',
        amount: 5,
        unit: 'days',
        perNotice: true,
      },
      { kind: 'after', id: 'own', from: 'offer', step: 'confirm', each: 'sender', amount: 2, unit: 'days' },
    ],
  );
  const readAt = (acts: Act[], days: number, clock = 'answer') =>
    readClocks(measure, threadOf(measure, acts), world, everybody, start + days * day)
      .filter((one) => one.clock === clock)
      .map(
        ({ participant, startedBy, state, due }) =>
          `${startedBy} ${participant} ${state} ${(due - start) / day}`,
      );
  const offers: Act[] = [
    ['XA', 'open'],
    ['XB', 'offer', 0],
    ['XC', 'offer', 0],
  ];

  test('runs beside the others', () =>
    expect(readAt(offers, 3)).toEqual(['n1 XA running 6', 'n2 XA running 7']));

  test('is stopped only by what follows that very notice, or its correction', () => {
    const acts: Act[] = [...offers, ['XC', 'mend', 2], ['XA', 'accept', 3]];
    expect(readAt(acts, 9)).toEqual(['n1 XA passed 6', 'n2 XA met 7']);
  });

  test('asks nothing for what was taken back in time', () => {
    expect(readAt([...offers, ['XB', 'take-back', 1]], 9)).toEqual(['n2 XA passed 7']);
    expect(readAt([...offers, ['XB', 'take-back', 1, {}, 8]], 9)).toEqual([
      'n1 XA passed 6',
      'n2 XA passed 7',
    ]);
  });

  test('may be owed by the sender of what started it', () =>
    expect(readAt(offers, 2, 'own')).toEqual(['n2 XC running 4']));

  test('is owed to nobody who was enrolled later', () => {
    const late = new Map(everybody).set('XC', 7);
    const asked = measureWith(
      [
        { id: 'open', state: 's' },
        { id: 'reply', by: 'addressee', after: ['open'] },
      ],
      [{ kind: 'after', id: 'c', from: 'open', step: 'reply', each: 'addressee', amount: 5, unit: 'days' }],
    );
    const readings = readClocks(asked, threadOf(asked, [['XA', 'open']]), world, late, start);
    expect(readings.map(({ participant }) => participant)).toEqual(['XB']);
  });

  test('the sender of what a step follows may take it, and nobody else', () => {
    expect(codesOf(measure, threadOf(measure, offers), ['XB', 'confirm', 1])).toEqual([]);
    expect(codesOf(measure, threadOf(measure, offers), ['XC', 'confirm', 1])).toEqual(['step-not-yours']);
    const steps = (by: string) =>
      nextSteps(measure, threadOf(measure, offers), by, world, start).filter(
        ({ step }) => step.id === 'confirm',
      );
    expect(steps('XB').map(({ after }) => after)).toEqual(['n1']);
    expect(steps('XC').map(({ after }) => after)).toEqual(['n2']);
    expect(steps('XA')).toEqual([]);
  });

  test('only whose offer was accepted may deliver', () => {
    const accepted = threadOf(measure, [...offers, ['XA', 'accept', 2]]);
    expect(codesOf(measure, accepted, ['XC', 'deliver', 3])).toEqual([]);
    expect(codesOf(measure, accepted, ['XB', 'deliver', 3])).toEqual(['step-not-yours']);
    const due: Clock = {
      kind: 'after',
      id: 'd',
      from: 'accept',
      step: 'deliver',
      each: 'answered',
      amount: 2,
      unit: 'days',
    };
    const readings = readClocks({ ...measure, clocks: [due] }, accepted, world, everybody, start + 4 * day);
    expect(readings.map(({ participant, state }) => `${participant} ${state}`)).toEqual(['XC running']);
  });
});

describe('a clock by a date of the opening', () => {
  const clock = (
    side: 'before' | 'after',
    each: 'addressee' | 'opener' | 'organisation' | 'chair',
  ): Clock => ({
    kind: 'dated',
    id: 'c',
    side,
    field: '/on',
    step: 'reply',
    each,
    amount: 2,
    unit: 'days',
  });
  const readAt = (of: Clock, acts: Act[], days: number) => {
    const measure = measureWith(
      [
        { id: 'open', state: 's' },
        { id: 'move', by: 'opener', after: ['open'], corrects: true },
        { id: 'end', by: 'opener', after: ['open'], closes: true },
        {
          id: 'reply',
          by: ['addressee', 'opener', 'organisation', 'chair'],
          body: world.bodies[0]?.id ?? '',
          after: ['open'],
        },
      ],
      [of],
    );
    const organisation = world.participants.find(({ role }) => role === 'organisation')?.code ?? '';
    const thread = threadOf(measure, acts, ['XD', organisation]);
    return readClocks(measure, thread, world, everybody, start + days * day).map(
      ({ participant, state, due }) => `${participant} ${state} ${new Date(due).toISOString()}`,
    );
  };
  const open: Act = ['XA', 'open', undefined, { on: '2027-03-20' }];

  test('ends with a day, that many days before it or after it', () => {
    expect(readAt(clock('after', 'opener'), [open], 3)).toEqual(['XA running 2027-03-22T18:59:59.999Z']);
    expect(readAt(clock('before', 'opener'), [open], 3)).toEqual(['XA running 2027-03-18T18:59:59.999Z']);
  });

  test('moves with a correction of the date', () =>
    expect(readAt(clock('after', 'opener'), [open, ['XA', 'move', 0, { on: '2027-04-01' }]], 3)).toEqual([
      'XA running 2027-04-03T18:59:59.999Z',
    ]));

  test.each([
    ['organisation', /^ABC running/],
    ['chair', /^XD running/],
  ] as const)('is owed by the %s', (each, said) =>
    expect(readAt(clock('after', each), [open], 3)[0]).toMatch(said),
  );

  test('is stopped by the step, in time or late', () => {
    expect(readAt(clock('before', 'opener'), [open, ['XA', 'reply', 0]], 3)[0]).toMatch(/ met /);
    expect(readAt(clock('before', 'opener'), [open, ['XA', 'reply', 0, {}, 30]], 40)[0]).toMatch(
      / met-late /,
    );
  });

  test('asks nothing of anybody once the thread is closed before it', () =>
    expect(readAt(clock('before', 'opener'), [open, ['XA', 'end', 0]], 3)).toEqual([]));
});

test('what is for the opener reaches it alone', () => {
  const measure = measureWith([
    { id: 'open', state: 's' },
    { id: 'tell', by: 'addressee', after: ['open'], to: 'opener' },
    { id: 'thank', by: 'opener', after: ['tell'] },
  ]);
  const thread = threadOf(measure, [['XA', 'open']]);
  expect(codesOf(measure, thread, ['XB', 'tell', 0], [])).toEqual([]);
  expect(codesOf(measure, thread, ['XB', 'tell', 0], ['XC'])).toEqual(['audience-not-opener-alone']);
});

test('a reply reaches nobody who could not read what it answers', () => {
  const measure = measureWith([
    { id: 'open', state: 's' },
    { id: 'tell', by: 'addressee', after: ['open'] },
    { id: 'thank', by: 'opener', after: ['tell'] },
    { id: 'end', by: 'opener', after: ['tell'], closes: true },
  ]);
  const [opening] = threadOf(measure, [['XA', 'open']]);
  const told = noticeOf(measure, ['XB', 'tell', 0], opening === undefined ? [] : [opening], []);
  const thread = [...(opening ? [opening] : []), { index: 1, takenIn: start, id: 'n1', notice: told }];
  expect(codesOf(measure, thread, ['XA', 'thank', 1], ['XB'])).toEqual([]);
  expect(codesOf(measure, thread, ['XA', 'thank', 1])).toEqual(['audience-wider-than-answered']);
  expect(codesOf(measure, thread, ['XA', 'end', 1])).toEqual([]);
});

describe('what a notice would do to the register of measures', () => {
  const effects = measureWith([
    { id: 'adopt', by: 'participant', state: 's', effect: 'adopts-edition' },
    { id: 'take-up', state: 's', effect: 'takes-up-measure' },
  ]);
  const closed: Measure = { ...measureWith([]), id: 'closed', opensTo: ['member'] };
  const codes = (by: string, step: string, answers: object) => {
    const organisation = { ...world, measures: [effects, closed] };
    const notice = noticeOf(effects, [by, step, undefined, answers], [], ['XB']);
    const place = {
      organisation,
      origin: 'l',
      adherence: noAdherence(),
      thread: [],
      erasing: undefined,
      takenIn: start,
      isAuthentic: true,
    };
    return checkContent(notice, place)
      .map(({ code }) => code)
      .filter((code) => !code.startsWith('answer-'));
  };
  const { hash } = closed;

  test('nobody adopts an edition that is not held, or another text of it', () => {
    expect(codes('XA', 'adopt', { measure: 'closed', edition: '1', hash })).toEqual([]);
    expect(codes('XA', 'adopt', { measure: 'closed', edition: '2', hash })).toEqual([
      'adopted-edition-unknown',
    ]);
    expect(codes('XA', 'adopt', { measure: 'closed', edition: '1', hash: 'cd'.repeat(32) })).toEqual([
      'adopted-edition-unknown',
    ]);
  });

  test('nobody takes up what its role may not', () => {
    expect(codes('XA', 'take-up', { measure: 'closed' })).toEqual([]);
    expect(codes('XN', 'take-up', { measure: 'closed' })).toEqual(['measure-not-open']);
    expect(codes('XN', 'take-up', { measure: 'tiny' })).toEqual([]);
  });
});

describe('working days', () => {
  const thursday = Date.UTC(2027, 2, 4, 9);
  test.each([
    [undefined, [], 2, '2027-03-08'],
    [['friday', 'saturday'], [], 2, '2027-03-08'],
    [['friday', 'saturday'], [], 1, '2027-03-07'],
    [['sunday'], [], 2, '2027-03-06'],
    [['sunday'], ['03-06'], 2, '2027-03-08'],
    [undefined, [], -2, '2027-03-02'],
  ] as const)('weekend %j, holidays %j: %i days on it is %s', (weekend, holidays, amount, date) => {
    const calendar = { zone: 'UTC', holidays, ...(weekend === undefined ? {} : { weekend }) };
    const due = addSpan(thursday, { amount, unit: 'working-days' }, calendar);
    expect(new Date(due).toISOString()).toBe(`${date}T09:00:00.000Z`);
  });
});

describe('taking up', () => {
  const takeUp = (participant: string, towards: string[] = [], thread = participant): FiledNotice => ({
    index: 0,
    takenIn: start,
    id: thread,
    notice: {
      ...noticeOf(
        taking,
        [participant, 'take-up', undefined, { measure: 'tiny', from: '2027-03-02', towards }],
        [],
        [],
      ),
    },
  });
  const taking = measureWith([{ id: 'take-up', state: 's', effect: 'takes-up-measure' }]);
  const organisation = { ...world, measures: [taking] };
  const audience = { kind: 'takers' } as const;
  const adherence = applyAdherence(noAdherence(), organisation, [
    takeUp('XB'),
    takeUp('XC', ['XB']),
    takeUp('XD', ['XA']),
  ]);

  test('a circle holds who has taken up the measure by then, and leaves out who leaves out', () => {
    const circle = (participant: string, at: number) =>
      circleOf({ participant, audience }, taking, organisation, adherence, at);
    expect(circle('XA', start + 3 * day)).toEqual(['XB', 'XD']);
    expect(circle('XC', start + 3 * day)).toEqual(['XB']);
    expect(circle('XA', start)).toEqual([]);
  });

  test('a yearly clock is owed by who has taken the measure up', () => {
    const clock: ClockYearly = {
      kind: 'yearly',
      id: 'y',
      step: 'take-up',
      month: 12,
      day: 15,
      year: '/year',
    };
    const measure = measureWith([{ id: 'take-up', state: 's' }], [clock]);
    const filed = threadOf(measure, [['XB', 'take-up', undefined, { year: 2028 }, 630]]);
    const read = (participant: string, now: number) =>
      readYearly(clock, [...adherence.takings.values()], {
        measure,
        participant,
        capitals: world,
        filed,
        now,
      }).map(({ year, state }) => `${year} ${state}`);
    expect(read('XA', Date.UTC(2029, 0, 1))).toEqual([]);
    expect(read('XB', Date.UTC(2027, 5, 1))).toEqual(['2027 running']);
    expect(read('XB', Date.UTC(2029, 0, 1))).toEqual(['2027 passed', '2028 met', '2029 running']);
  });

  test('a quota says how often a step was taken in the year', () => {
    const clock: ClockQuota = { kind: 'quota', id: 'q', step: 'accept', limit: 2, per: 'year' };
    const measure = measureWith([{ id: 'accept', state: 's' }], [clock]);
    const filed = threadOf(measure, [
      ['XB', 'accept'],
      ['XB', 'accept'],
      ['XB', 'accept', undefined, {}, 400],
    ]);
    const used = (now: number) =>
      readQuota(clock, { measure, participant: 'XB', capitals: world, filed, now });
    expect(
      [start, start + 2 * day, start + 401 * day]
        .map(used)
        .map(({ used: count, state }) => `${count} ${state}`),
    ).toEqual(['1 running', '2 used-up', '1 running']);
  });

  test('of editions adopted, the last to begin is in force', () => {
    const adopt = (index: number, edition: string, from: string): FiledNotice => ({
      index,
      takenIn: start,
      id: `a${index}`,
      notice: noticeOf(
        editions,
        ['ABC', 'adopt', undefined, { measure: 'tiny', edition, hash: 'h', from }],
        [],
        [],
      ),
    });
    const editions = measureWith([{ id: 'adopt', state: 's', effect: 'adopts-edition' }]);
    const after = applyAdherence(noAdherence(), { ...world, measures: [editions] }, [
      adopt(0, '2', '2027-06-01'),
      adopt(1, '3', '2028-01-01'),
    ]);
    const at = [Date.UTC(2027, 4, 1), Date.UTC(2027, 6, 1), Date.UTC(2028, 1, 1)];
    expect(at.map((now) => editionInForce(after, 'tiny', now)?.edition)).toEqual([undefined, '2', '3']);
  });
});

describe('what is counted', () => {
  test('replies are counted by their newest words, and who has not replied is named', () => {
    const measure = measureWith([
      { id: 'ask', state: 's' },
      { id: 'reply', by: 'addressee', after: ['ask'], tally: '/answer' },
      { id: 'correct', by: 'addressee', after: ['reply'], corrects: true },
    ]);
    const thread = threadOf(measure, [
      ['XA', 'ask'],
      ['XB', 'reply', 0, { answer: 'yes' }],
      ['XB', 'correct', 1, { answer: 'no' }],
    ]);
    const [tally] = talliesOf(measure, thread, everybody.keys());
    expect([[...(tally?.chosen ?? [])], tally?.awaited]).toEqual([
      [
        ['yes', []],
        ['no', ['XB']],
      ],
      ['XC'],
    ]);
  });

  test('needs and offers are matched by item, without what was taken back', () => {
    const view = {
      view: 'match',
      needs: 'need',
      offers: 'offer',
      accepts: 'accept',
      lines: '/lines',
      item: 'item',
      quantity: 'quantity',
    } as const;
    const measure = measureWith([
      { id: 'need', state: 's' },
      { id: 'offer', by: 'addressee', after: ['need'] },
      { id: 'unoffer', by: 'addressee', after: ['offer'], withdraws: true },
      { id: 'accept', by: 'opener', after: ['offer'] },
    ]);
    const tents = (quantity: number) => ({ lines: [{ item: 'tent', quantity }] });
    const thread = threadOf(measure, [
      ['XA', 'need', undefined, tents(10)],
      ['XB', 'offer', 0, tents(6)],
      ['XC', 'offer', 0, tents(9)],
      ['XC', 'unoffer', 2],
      ['XA', 'accept', 1, tents(4)],
    ]);
    expect(matchOf(view, measure, thread)).toEqual([
      { item: 'tent', needs: 10, offers: 6, accepts: 4, delivers: 0, confirms: 0, gap: 6 },
    ]);
  });

  test('a difference names each place', () => {
    const before = { answer: 'yes', year: 2026, lines: [{ item: 'tent', quantity: 1 }] };
    const after = { answer: 'yes', year: 2027, lines: [{ item: 'tent', quantity: 2 }], states: ['XB'] };
    expect(diffAnswers(form, before, after).map(({ at }) => at)).toEqual([
      '/states',
      '/year',
      '/lines/0/quantity',
    ]);
  });
});
