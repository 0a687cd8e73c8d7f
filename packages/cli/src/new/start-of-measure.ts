import type { Language } from '../io/language.ts';

/** Where a measure belongs, and in which languages it speaks. */
export interface Plan {
  readonly id: string;
  readonly dimension: string;
  readonly area: string;
  readonly languages: readonly string[];
}

/**
 * A small measure that works: one announces, each addressee may reply once.
 *
 * @returns the value of each file by its path in the measure's folder. Languages that the command line does not
 *   speak are given the English texts, to be translated.
 */
export function startOfMeasure(plan: Plan): Map<string, object> {
  const files = new Map<string, object>([
    ['measure.json', definition(plan)],
    ['forms/notice.json', notice],
    ['forms/reply.json', reply],
    ['examples/accepted-notice.json', { ...schema('example'), step: 'announce', answers: accepted }],
    [
      'examples/refused-notice-without-title.json',
      { ...schema('example'), step: 'announce', answers: { start: accepted.start }, because: '/title' },
    ],
    ['examples/accepted-reply.json', { ...schema('example'), step: 'reply', answers: { answer: 'yes' } }],
    [
      'examples/refused-reply-without-answer.json',
      { ...schema('example'), step: 'reply', answers: {}, because: '/answer' },
    ],
    ['examples/thread-answered.json', thread],
  ]);
  for (const language of plan.languages) files.set(`wording/${language}.json`, wordingOf(language, plan.id));
  return files;
}

function schema(kind: string): { $schema: string } {
  const up = kind === 'measure' ? '../../../..' : '../../../../..';
  return { $schema: `${up}/packages/measures/src/schema/${kind}.schema.json` };
}

function definition({ id, dimension, area }: Plan): object {
  const offices = ['focal-point', 'signing-officer'];
  return {
    ...schema('measure'),
    id,
    edition: '1',
    dimension,
    area,
    catalogue: [],
    source: 'Say here where the substance comes from.',
    status: 'proposed',
    audience: ['participants', 'named'],
    shows: [{ view: 'list' }, { view: 'calendar', from: '/start' }],
    steps: [
      { id: 'announce', by: 'participant', offices, form: 'notice', state: 'announced' },
      {
        id: 'reply',
        by: 'addressee',
        offices,
        after: ['announce'],
        form: 'reply',
        state: 'answered',
        once: true,
      },
    ],
    clocks: [
      { kind: 'before', id: 'notice-period', step: 'announce', field: '/start', amount: 14, unit: 'days' },
    ],
  };
}

const notice = {
  ...schema('form'),
  type: 'object',
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 200 },
    start: { type: 'string', format: 'date' },
    remarks: { type: 'string', minLength: 1, maxLength: 2000 },
  },
  order: ['title', 'start', 'remarks'],
  required: ['title', 'start'],
  additionalProperties: false,
};

const reply = {
  ...schema('form'),
  type: 'object',
  properties: {
    answer: { type: 'string', enum: ['yes', 'no'] },
    remarks: { type: 'string', minLength: 1, maxLength: 2000 },
  },
  order: ['answer', 'remarks'],
  required: ['answer'],
  additionalProperties: false,
};

const accepted = { title: 'An example', start: '2027-06-01' };

const thread = {
  ...schema('thread'),
  what: 'Announced in time and answered; nobody answers twice.',
  acts: [
    {
      at: '2027-05-01T08:00:00Z',
      by: 'XA',
      step: 'announce',
      to: ['XB'],
      answers: accepted,
      state: 'announced',
    },
    {
      at: '2027-05-02T08:00:00Z',
      by: 'XB',
      step: 'reply',
      follows: 1,
      answers: { answer: 'yes' },
      state: 'answered',
    },
    {
      at: '2027-05-03T08:00:00Z',
      by: 'XB',
      step: 'reply',
      follows: 1,
      answers: { answer: 'no' },
      refused: ['step-already-taken'],
    },
  ],
  reads: [
    {
      at: '2027-05-01T12:00:00Z',
      state: 'announced',
      clocks: [{ clock: 'notice-period', by: 'XA', is: 'met' }],
    },
    { at: '2027-05-02T12:00:00Z', state: 'answered' },
  ],
};

function wordingOf(language: string, id: string): object {
  const own = language.split('-')[0]?.toLowerCase() === 'ru' ? 'ru' : 'en';
  return { ...schema('wording'), title: `${titles[own]}: ${id}`, ...texts[own] };
}

const titles: Readonly<Record<Language, string>> = { en: 'New measure', ru: 'Новая мера' };

const texts: Readonly<Record<Language, object>> = {
  en: {
    purpose: 'Say in one or two sentences what this measure is for.',
    proposal: 'Say why it is proposed.',
    steps: {
      announce: { title: 'Notice', act: 'Announce', done: 'Announced' },
      reply: { title: 'Reply', act: 'Reply', done: 'Replied' },
    },
    states: { announced: 'Announced', answered: 'Answered' },
    clocks: { 'notice-period': '14 days before the first day' },
    forms: {
      notice: {
        title: 'Notice',
        fields: {
          '/title': { title: 'Title' },
          '/start': { title: 'First day' },
          '/remarks': { title: 'Remarks' },
        },
      },
      reply: {
        title: 'Reply',
        fields: {
          '/answer': { title: 'Answer', options: { yes: 'Yes', no: 'No' } },
          '/remarks': { title: 'Remarks' },
        },
      },
    },
  },
  ru: {
    purpose: 'Скажите в одном-двух предложениях, для чего эта мера.',
    proposal: 'Скажите, почему она предложена.',
    steps: {
      announce: { title: 'Уведомление', act: 'Уведомить', done: 'Уведомление направлено' },
      reply: { title: 'Ответ', act: 'Ответить', done: 'Ответ дан' },
    },
    states: { announced: 'Объявлено', answered: 'Дан ответ' },
    clocks: { 'notice-period': 'За 14 дней до первого дня' },
    forms: {
      notice: {
        title: 'Уведомление',
        fields: {
          '/title': { title: 'Название' },
          '/start': { title: 'Первый день' },
          '/remarks': { title: 'Примечания' },
        },
      },
      reply: {
        title: 'Ответ',
        fields: {
          '/answer': { title: 'Ответ', options: { yes: 'Да', no: 'Нет' } },
          '/remarks': { title: 'Примечания' },
        },
      },
    },
  },
};
