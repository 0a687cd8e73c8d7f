import { describe, expect, test } from 'vitest';
import { measureOf, sampleOrganisation } from '../testing/sample-organisation.ts';
import { offerAnswers } from '../testing/sample-threads.ts';
import { composePrint, type PrintRequest, type Referenced } from './compose-print.ts';
import { hasOtherScripts, plainText } from './isolate.ts';
import { printLanguages } from './print-language.ts';
import { printWords } from './print-words.ts';

const organisation = sampleOrganisation();
const measure = measureOf(organisation, 'visit-offer');
const { languages } = organisation;

function letter(number: number, change: Partial<Referenced['notice']> = {}): Referenced {
  const id = number.toString(16).repeat(64).slice(0, 64);
  return {
    ...{ index: number, takenIn: Date.parse(`2027-03-0${number}T09:05:07Z`), id },
    reference: `ABC/NOT/XA/2027/000${number}`,
    notice: {
      ...{ log: 'x', participant: 'XA', office: 'signing-officer', step: 'offer' },
      measure: { id: measure.id, edition: measure.edition, hash: measure.hash },
      audience: { kind: 'named', participants: ['XB', 'XC'] },
      ...{ answers: offerAnswers, attachments: [], nonce: '' },
      date: `2027-03-0${number}T09:00:00Z`,
      ...change,
    },
  };
}

function request(filed: Referenced, change: Partial<PrintRequest> = {}): PrintRequest {
  return {
    ...{ template: 'note', languages: ['en'], organisation, measure, filed, thread: [filed] },
    ...{ enrolled: ['XA', 'XB', 'XC'], log: 'abc.example/log', isDemonstration: false },
    address: `https://abc.example/verify/${filed.id}`,
    ...change,
  };
}

const print = (filed: Referenced, change: Partial<PrintRequest> = {}) => composePrint(request(filed, change));

describe('a note verbale', () => {
  const note = print(letter(1));

  test('speaks in the third person, opens with compliments and closes with assurances', () => {
    expect(note.salutation).toEqual([]);
    expect(note.opening[0]).toMatch(/presents its compliments to the competent authorities of/);
    expect(note.closing[0]).toMatch(/assurances of its highest consideration/);
    expect(note.heading).toEqual(['Note verbale']);
    expect(JSON.stringify(note)).not.toMatch(/\{\w+\}/);
  });

  test('names its addressees at the foot of page one, and its own number', () => {
    expect(note.foot.lines).toHaveLength(2);
    expect(note.reference.own).toBe('ABC/NOT/XA/2027/0001');
    expect(note.theirs).toBeUndefined();
    expect(note.proof.lines).toEqual([`NOTICE ${'1'.repeat(64)}`, 'LOG abc.example/log', 'ENTRY 1']);
  });

  test('bears the audience as its mark; a demonstration says so too, across each page', () => {
    expect(note.marks).toEqual(['Only for the addressees named']);
    expect(note.watermark).toBeUndefined();
    const shown = print(letter(1), { isDemonstration: true });
    expect(shown.marks[0]).toMatch(/^DEMONSTRATION/);
    expect(shown.watermark).toBe('DEMONSTRATION');
  });
});

test('a letter greets, and speaks in the first person', () => {
  const text = print(letter(1), { template: 'letter' });
  expect(text.salutation).toEqual(['Excellencies,']);
  expect(text.opening[0]).toMatch(/^I have the honour/);
  expect(text.heading).toEqual([]);
  const one = letter(1, { audience: { kind: 'named', participants: ['XB'] } });
  expect(print(one, { template: 'letter' }).salutation).toEqual(['Excellency,']);
  const all = letter(1, { audience: { kind: 'all' } });
  expect(print(all, { template: 'letter' }).salutation).toEqual(['To whom it may concern,']);
});

test('a reply bears both numbers', () => {
  const [first, reply] = [
    letter(1),
    letter(2, { participant: 'XB', step: 'answer', answers: { accepted: true } }),
  ];
  const filed = { ...reply, notice: { ...reply.notice, thread: first.id, after: first.id } };
  const note = print(filed, { thread: [first, filed] });
  expect(note.theirs?.reference).toBe(first.reference);
  expect(note.opening[0]).toContain(`\u2068${first.reference}\u2069 of 1 March 2027`);
});

describe('what became of a notice', () => {
  const first = letter(1);
  const change = (step: string, answers = {}): Referenced =>
    letter(2, { step, answers, thread: first.id, after: first.id });

  test('a correction says what it corrects, and the corrected notice by what', () => {
    const later = change('change', { ...offerAnswers, officers: 5 });
    const thread = [first, later];
    const corrected = print(later, { thread });
    expect(corrected.changes?.items).toHaveLength(1);
    expect(corrected.changes?.items[0]?.before[0]?.text).toMatch(/4/);
    expect(corrected.changes?.items[0]?.after[0]?.text).toMatch(/5/);
    expect(print(first, { thread }).strips[0]?.[0]).toContain(later.reference);
  });

  test('one that was taken back says so; alone it does not', () => {
    const steps = measure.steps.map((step) =>
      step.id === 'end' ? { ...step, withdraws: true as const } : step,
    );
    const thread = [first, change('end')];
    const sheet = print(first, { thread, measure: { ...measure, steps } });
    expect(sheet.strips[0]?.[0]).toMatch(/^Withdrawn since by/);
    expect(print(first).strips).toEqual([]);
  });

  test('of an erased one nothing is left but that it was erased', () => {
    const erased = {
      ...letter(1, { answers: {} }),
      erased: { by: 'b'.repeat(64), takenIn: Date.parse('2027-04-01T00:00:00Z') },
    };
    const sheet = print(erased);
    expect(sheet.strips[0]?.[0]).toMatch(/erased the text of this notice on 1 April 2027/);
    expect([sheet.points, sheet.opening, sheet.closing]).toEqual([[], [], []]);
  });
});

test('what all languages say alike is said once, what they do not is said in each', () => {
  const tags = printLanguages.filter((tag) => languages.includes(tag));
  const sheet = print(letter(1), { languages: tags });
  const subject = sheet.points.find(({ says }) => says?.[0]?.text === 'Engineers');
  expect(subject?.says).toHaveLength(1);
  expect(sheet.opening).toHaveLength(tags.length);
});

test('the same notice gives the same print', () => {
  expect(print(letter(1))).toEqual(print(letter(1)));
});

test('no text of a sender turns directions round or leaves half a character', () => {
  expect(plainText('a\u202eb\ud800c\u0007d\ne')).toBe('a⟦U+202E⟧b\ufffdc\ufffdd\ne');
  expect(plainText('обычный نص 😀')).toBe('обычный نص 😀');
});

test('letters that the typefaces lack are found', () => {
  expect(['abc', 'где', 'αβγ', 'نص', '12 % – «»', 'e\u0301'].map(hasOtherScripts)).toEqual(
    Array(6).fill(false),
  );
  expect(['通知', 'सूचना', 'a 한'].map(hasOtherScripts)).toEqual([true, true, true]);
});

describe.each(printLanguages)('the words in %s', (language) => {
  const words = printWords(language);
  const openings = { ...words.note.opening, ...words.letter.opening };

  test('put in every name that a sentence needs', () => {
    for (const manner of ['reply', 'corrects', 'adds', 'withdraws'] as const) {
      expect(words.note.opening[manner]).toMatch(/\{sender\}.*\{addressees\}.*\{their\}.*\{theirDate\}/s);
      expect(words.letter.opening[manner]).toMatch(/\{their\}.*\{theirDate\}/s);
    }
    expect(words.note.opening.plain).toContain('{measure}');
    expect(words.note.closing).toMatch(/\{sender\}/);
    expect(words.note.closing).toMatch(/\{addressees\}/);
    expect(Object.values(openings).join('')).not.toContain('undefined');
  });
});
