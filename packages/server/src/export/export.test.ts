import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acknowledgementDraft, exerciseDraft } from '../testing/exercise.ts';
import { pdfText } from '../testing/pdf-text.ts';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';
import { unzip } from '../testing/unzip.ts';

let test_: TestServer;
let opening: string;
let answer: string;
let released: string;
const tokens = new Map<string, string>();

beforeAll(async () => {
  test_ = await openTestServer();
  opening = (await fileDraft(test_, exerciseDraft())).id;
  answer = (await fileDraft(test_, acknowledgementDraft(opening))).id;
  const answers = { measure: 'environment-practice', from: '2027-01-01' };
  const taking = { participant: 'MN', measureId: 'taking-up', step: 'take-up', answers };
  released = (await fileDraft(test_, { ...taking, audience: { kind: 'all' } })).id;
  for (const who of ['KZ', 'MN', 'AZ']) tokens.set(who, await tokenOf(who));
});
afterAll(() => test_.close());

async function tokenOf(participant: string): Promise<string> {
  const { signSignIn } = await import('@rapport/api');
  const { challenge } = await (await test_.client()).challenge();
  const claim = { challenge, log: test_.server.origin, participant, office: 'focal-point' };
  const note = Buffer.from(await signSignIn(claim, test_.signer(participant, 'focal-point'))).toString(
    'utf8',
  );
  return (await (await test_.client()).signIn({ note })).token ?? '';
}

async function get(url: string, who?: string) {
  const headers = who === undefined ? {} : { authorization: `Bearer ${tokens.get(who)}` };
  return test_.app.inject({ url, headers });
}

describe('a notice as PDF', () => {
  test('is a note between ministries, in both official languages, the same each time', async () => {
    const answered = await get(`/api/v1/notices/${opening}/pdf`, 'MN');
    expect([answered.statusCode, answered.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(answered.headers['content-disposition']).toMatch(
      /^attachment; filename="demonstration-CICA-NOT-KZ-2027-/,
    );
    const text = pdfText(answered.rawPayload).join('\n');
    for (const part of [
      'Note verbale',
      'Вербальная нота',
      'presents its compliments',
      'DEMONSTRATION',
      `NOTICE ${opening}`,
    ])
      expect(text).toContain(part);
    expect(text).toContain('ENTRY ');
    expect((await get(`/api/v1/notices/${opening}/pdf`, 'KZ')).rawPayload).toEqual(answered.rawPayload);
  });

  test('of one language, and as a letter', async () => {
    const answered = await get(`/api/v1/notices/${opening}/pdf?template=letter&languages=ru`, 'KZ');
    const text = pdfText(answered.rawPayload).join('\n');
    expect(text).toContain('Имею честь');
    expect(text).not.toContain('honour');
  });

  test.each([
    ['an answer to a note', () => `/api/v1/notices/${answer}/pdf?template=letter`, 409, 'note-answered'],
    ['a note to the public', () => `/api/v1/notices/${released}/pdf?template=note`, 409, 'note-for-public'],
    [
      'a language that is not official',
      () => `/api/v1/notices/${opening}/pdf?languages=ar`,
      400,
      'body-form',
    ],
    ['a language twice', () => `/api/v1/notices/${opening}/pdf?languages=en,en`, 400, 'body-form'],
    ['another template', () => `/api/v1/notices/${opening}/pdf?template=memo`, 400, 'body-form'],
  ])('%s is refused', async (_, url, status, code) => {
    const refused = await get(url(), 'KZ');
    expect([refused.statusCode, refused.json().code]).toEqual([status, code]);
  });

  test('the address of its proof is where the reader reached the server, or the log', async () => {
    const url = `/api/v1/notices/${released}/pdf?languages=en`;
    const headers = { host: 'rapport.example:8443' };
    const here = pdfText((await test_.app.inject({ url, headers })).rawPayload).join('\n');
    expect(here).toContain('http://rapport.example:8443/verify/');
    const odd = await test_.app.inject({ url, headers: { host: 'x"><y' } });
    expect(pdfText(odd.rawPayload).join('\n')).toContain(
      `https://${test_.server.origin.split('/')[0]}/verify/`,
    );
  });
});

describe('a thread as a document', () => {
  const documentOf = async (language: string, who?: string) =>
    get(`/api/v1/threads/${opening}/docx?language=${language}`, who);

  test('holds each notice with its numbers, from left to right', async () => {
    const xml = unzip((await documentOf('ru', 'MN')).rawPayload).get('word/document.xml') ?? '';
    expect(xml.match(/CICA\/NOT\/KZ\/2027\//g)?.length).toBeGreaterThanOrEqual(3);
    const has = (text: string): boolean => xml.includes(text);
    expect(['CICA/NOT/MN/2027/', 'Лицо, уполномоченное подписывать'].map(has)).toEqual([true, true]);
    expect(has('<w:bidi/>')).toBe(false);
  });

  test('runs from right to left in Arabic, its numbers from left to right', async () => {
    const xml = unzip((await documentOf('ar', 'MN')).rawPayload).get('word/document.xml') ?? '';
    expect(['<w:bidi/>', '<w:bidiVisual/>'].map((text) => xml.includes(text))).toEqual([true, true]);
    const run = /<w:r>(?:(?!<\/w:r>).)*CICA\/NOT\/KZ(?:(?!<\/w:r>).)*<\/w:r>/s.exec(xml)?.[0] ?? '';
    expect(run).not.toBe('');
    expect(run).not.toContain('<w:rtl/>');
  });

  test('is not there for who may not read it', async () => {
    expect([(await documentOf('en', 'AZ')).statusCode, (await documentOf('en')).statusCode]).toEqual([
      404, 404,
    ]);
  });
});

describe('a list', () => {
  const idsIn = (csv: string): string[] =>
    csv
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',').at(-1) ?? '');

  test.each([undefined, 'KZ', 'MN', 'AZ'])('holds for %s what its page holds', async (who) => {
    const page = (await get('/api/v1/notices?limit=100', who)).json<{ notices: { id: string }[] }>();
    const csv = await get('/api/v1/exports/notices?format=csv', who);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(idsIn(csv.payload)).toEqual(page.notices.map(({ id }) => id));
  });

  test('of what is released is the same for everybody', async () => {
    const open = (await get('/api/v1/exports/released?format=csv')).payload;
    expect(idsIn(open)).toContain(released);
    expect(idsIn(open)).not.toContain(opening);
    expect((await get('/api/v1/exports/released?format=csv', 'KZ')).payload).toBe(open);
  });

  test('of the threads of a measure says how each stands', async () => {
    const csv = await get('/api/v1/exports/threads?format=csv&measure=exercise-notice&language=ru', 'KZ');
    expect(idsIn(csv.payload)).toEqual([opening]);
    expect(csv.payload).toContain('Состояние');
    expect(
      idsIn((await get('/api/v1/exports/threads?format=csv&measure=exercise-notice', 'AZ')).payload),
    ).toEqual([]);
  });

  test.each(['notices', 'released', 'participants', 'catalogue', 'register'])(
    '%s is a spreadsheet too, in the reader’s language',
    async (list) => {
      const answered = await get(`/api/v1/exports/${list}?format=xlsx&language=ar`, 'MN');
      expect(answered.statusCode).toBe(200);
      const xml = unzip(answered.rawPayload).get('xl/worksheets/sheet1.xml') ?? '';
      expect(xml).toContain('rightToLeft="1"');
      expect(xml.match(/<row /g)?.length).toBeGreaterThan(1);
    },
  );

  test('what is due is its participant’s own', async () => {
    const answered = await get('/api/v1/exports/due?format=csv&side=awaited&state=running&mark=no', 'KZ');
    expect([answered.statusCode, answered.payload.startsWith('Due (UTC),')]).toEqual([200, true]);
  });

  test('a catalogue is narrowed as on its page', async () => {
    const all = (await get('/api/v1/exports/catalogue?format=csv&mark=no')).payload;
    const some = (await get('/api/v1/exports/catalogue?format=csv&mark=no&dimension=military-political'))
      .payload;
    expect(some.split('\r\n').length).toBeLessThan(all.split('\r\n').length);
    expect([all.charCodeAt(0), all.startsWith('Number,')]).toEqual(['N'.charCodeAt(0), true]);
  });

  test.each([
    ['due without signing in', '/api/v1/exports/due?format=csv', 401],
    ['threads of no measure', '/api/v1/exports/threads?format=csv', 400],
    ['another list', '/api/v1/exports/everything?format=csv', 400],
    ['another format', '/api/v1/exports/notices?format=pdf', 400],
  ])('%s is refused', async (_, url, status) => {
    expect((await get(url)).statusCode).toBe(status);
  });
});
