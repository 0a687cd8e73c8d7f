import { createHash } from 'node:crypto';
import { encodeNote, encodeUtf8, type JsonObject, parseNote } from '@rapport/record';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { acknowledgementDraft, exampleAnswers, exerciseDraft } from '../testing/exercise.ts';
import {
  fileDraft,
  type NoticeDraft,
  noticeOf,
  openTestServer,
  post,
  signedText,
  type TestServer,
} from '../testing/test-server.ts';

let test_: TestServer;
beforeAll(async () => {
  test_ = await openTestServer();
});
afterAll(() => test_.close());

async function codesOf(body: string | Buffer, type?: string): Promise<string[]> {
  const before = (await test_.server.readHead()).frontier.size;
  const { status, json } = await post(test_, body, type);
  expect(status).toBe(422);
  expect((await test_.server.readHead()).frontier.size).toBe(before);
  const findings = json.findings ?? [];
  for (const { sentence } of findings) expect(sentence).toMatch(/^\p{Lu}.{10,}\.$/su);
  return findings.map(({ code }) => code);
}

const refused: [name: string, draft: Partial<NoticeDraft>, codes: string[]][] = [
  ['log of another organisation', { log: 'other.example/log' }, ['log-other', 'key-of-another-participant']],
  [
    'edition that does not exist',
    { measure: { id: 'exercise-notice', edition: '9', hash: '0'.repeat(64) } },
    ['measure-edition-unknown'],
  ],
  [
    'measure that does not exist',
    { measure: { id: 'no-such-measure', edition: '1', hash: '0'.repeat(64) } },
    ['measure-unknown'],
  ],
  [
    'definition with another hash',
    { measure: { id: 'exercise-notice', edition: '1', hash: '0'.repeat(64) } },
    ['measure-hash-other'],
  ],
  ['step that does not exist', { step: 'celebrate' }, ['step-unknown']],
  ['audience that names nobody', { audience: { kind: 'named', participants: [] } }, ['audience-empty']],
  ['audience that the measure does not offer', { audience: { kind: 'all' } }, ['audience-kind-not-offered']],
  [
    'audience with an unknown name',
    { audience: { kind: 'named', participants: ['MN', 'ZZ'] } },
    ['audience-participant-unknown'],
  ],
  ['office that may not take the step', { office: 'focal-point' }, ['office-not-allowed']],
  ['opening that names a thread', { thread: 'ab'.repeat(32) }, ['step-opens-thread']],
  [
    'checkpoint that never was',
    { notBefore: { size: 3, root: Buffer.alloc(32).toString('base64') } },
    ['not-before-unknown'],
  ],
];

describe('a filing is refused with every reason at once', () => {
  test.each(refused)('%s', async (_name, draft, codes) => {
    const text = await signedText(test_, noticeOf(test_, exerciseDraft(draft)), signerFor(draft));
    expect((await codesOf(text)).toSorted()).toEqual(codes.toSorted());
  });

  function signerFor(draft: Partial<NoticeDraft>) {
    return test_.signer(draft.participant ?? 'KZ', draft.office ?? 'signing-officer');
  }

  test('form answers wrong in ten places', async () => {
    const wrong: JsonObject = {
      ...exampleAnswers('accepted-own-forces'),
      name: '',
      type: 'party',
      commandLevel: 7,
      start: '2027-02-30',
      end: 'soon',
      area: 12,
      placePrecision: 'everywhere',
      totalPersonnel: -1,
      airPart: 'yes',
      unexpected: true,
    };
    const text = await signedText(test_, noticeOf(test_, exerciseDraft({ answers: wrong })));
    const { json } = await post(test_, text);
    expect(json.findings?.map(({ at }) => at).toSorted()).toEqual([
      '/airPart',
      '/area',
      '/commandLevel',
      '/end',
      '/name',
      '/placePrecision',
      '/start',
      '/totalPersonnel',
      '/type',
      '/unexpected',
    ]);
  });
});

describe('hostile answers get every finding and change nothing', () => {
  const rowsOf = async (): Promise<unknown> =>
    (
      await test_.server.db.query(
        `select (select count(*) from log_entries) as entries, (select count(*) from notes) as notes,
          (select count(*) from notices) as notices, (select count(*) from clock_readings) as clocks,
          (select coalesce(sum(count), 0) from clock_totals) as totals, (select count(*) from attachments) as files`,
      )
    ).rows[0];
  let rows: unknown;
  beforeAll(async () => {
    rows = await rowsOf();
  });
  afterEach(async () => {
    if (JSON.stringify(await rowsOf()) !== JSON.stringify(rows)) throw new Error('something was stored');
  });

  const answersWith = (change: JsonObject) => ({ ...exampleAnswers('accepted-own-forces'), ...change });

  test.each([
    ['a year of five digits', { start: '99999-01-01' }, ['answer-format']],
    ['a year of five digits, signed', { start: '+099999-01-01' }, ['answer-format']],
    ['a day that ends before it starts, in year 0', { end: '0000-01-01' }, ['answer-too-early']],
    ['a number beyond all bounds', { totalPersonnel: 1e300 }, ['notice-answers']],
    ['a name of an object', { constructor: 1, toString: [] }, ['answer-unknown', 'answer-unknown']],
  ])('%s', async (_name, change, codes) => {
    const text = await signedText(test_, noticeOf(test_, exerciseDraft({ answers: answersWith(change) })));
    expect(await codesOf(text)).toEqual(codes);
  });

  test('a member called __proto__', async () => {
    const notice = noticeOf(test_, exerciseDraft());
    const answers = JSON.parse(
      JSON.stringify(notice.answers).replace('{', '{"__proto__":{"totalPersonnel":1},'),
    ) as JsonObject;
    expect(await codesOf(await signedText(test_, { ...notice, answers }))).toEqual(['answer-unknown']);
  });

  test('a text of 20 MB, in a notice and beside it', async () => {
    const long = 'x'.repeat(20 * 1024 * 1024);
    const text = await signedText(test_, noticeOf(test_, exerciseDraft()));
    const inside = await post(test_, text.replace('\n\n', `${long}\n\n`));
    const beside = await post(test_, JSON.stringify({ note: text, more: long }), 'application/json');
    expect([inside.status, beside.status]).toEqual([413, 413]);
    expect(inside.json.title).toBe('What was sent is too large.');
  });

  test('a reply to a thread between others: answered as if there were none', async () => {
    const thread = await fileBetweenOthers();
    rows = await rowsOf();
    const reply = (id: string) =>
      signedText(
        test_,
        noticeOf(test_, acknowledgementDraft(id, { participant: 'UZ', audience: named(['KZ']) })),
      );
    const hidden = await post(test_, await reply(thread));
    const absent = await post(test_, await reply('ab'.repeat(32)));
    const { requestId: _, ...said } = hidden.json as unknown as Record<string, unknown>;
    const { requestId: __, ...same } = absent.json as unknown as Record<string, unknown>;
    expect(hidden.status).toBe(absent.status);
    expect(JSON.stringify(said).replaceAll(thread, 'ID')).toBe(
      JSON.stringify(same).replaceAll('ab'.repeat(32), 'ID'),
    );
    expect(hidden.json.findings?.map(({ code }) => code)).toEqual(['thread-unknown']);
  });

  const named = (participants: string[]) => ({ kind: 'named' as const, participants });
  const fileBetweenOthers = async (): Promise<string> =>
    (await fileDraft(test_, exerciseDraft({ audience: named(['MN']) }))).id;
});

describe('bytes that are no notice are refused', () => {
  test('not UTF-8', async () => {
    const text = Buffer.from(await signedText(test_, noticeOf(test_, exerciseDraft())));
    text[40] = 0xff;
    expect(await codesOf(text)).toEqual(['utf8-invalid']);
  });

  test('not canonical', async () => {
    const text = await signedText(test_, noticeOf(test_, exerciseDraft()));
    expect(await codesOf(text.replace('"answers":', '"answers": '))).toEqual(['json-not-canonical']);
  });

  test('longer than a log entry may be', async () => {
    const text = await signedText(test_, noticeOf(test_, exerciseDraft()));
    expect(await codesOf(text.replace('\n\n', `${'x'.repeat(70_000)}\n\n`))).toEqual(['notice-too-long']);
  });

  test('a body over the limit', async () => {
    const { status, json } = await post(test_, Buffer.alloc(15 * 1024 * 1024, 0x61));
    expect([status, json.code]).toEqual([413, 'body-too-large']);
  });

  test('nothing at all', async () => {
    expect(await codesOf('')).toEqual(['note-no-final-newline']);
  });

  test('no body and no media type', async () => {
    expect((await test_.app.inject({ method: 'POST', url: '/api/v1/notices' })).statusCode).toBe(400);
  });

  test('a media type that is not taken', async () => {
    expect((await post(test_, 'x', 'application/xml')).status).toBe(415);
  });
});

describe('signatures that do not stand for the sender are refused', () => {
  test('of other bytes', async () => {
    const text = await signedText(test_, noticeOf(test_, exerciseDraft()));
    expect(await codesOf(text.replace('Steady Bridge', 'Steady Birdge'))).toEqual(['signature-invalid']);
  });

  test('of a key nobody certified', async () => {
    const other = await openTestServer();
    const text = await signedText(
      test_,
      noticeOf(test_, exerciseDraft()),
      other.signer('KZ', 'signing-officer'),
    );
    await other.close();
    expect(await codesOf(text)).toEqual(['key-unknown']);
  });

  test('of another participant', async () => {
    const text = await signedText(
      test_,
      noticeOf(test_, exerciseDraft()),
      test_.signer('MN', 'signing-officer'),
    );
    expect(await codesOf(text)).toEqual(['key-of-another-participant']);
  });

  test('in another order, or twice', async () => {
    const text = await signedText(test_, noticeOf(test_, exerciseDraft()));
    const parsed = parseNote(encodeUtf8(text));
    if (!parsed.ok) throw new Error(parsed.code);
    const [line] = parsed.value.signatures;
    if (line === undefined) throw new Error('no signature');
    const later = { ...line, keyId: '00000000' };
    const reordered = encodeNote({ ...parsed.value, signatures: [line, later] });
    const twice = encodeNote({ ...parsed.value, signatures: [line, line] });
    expect(await codesOf(Buffer.from(reordered))).toEqual(['notice-signature-order']);
    expect(await codesOf(Buffer.from(twice))).toEqual(['notice-signature-twice']);
  });
});

describe('attachments', () => {
  const bytes = Buffer.from('a map of the training ground');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const attachment = { mediaType: 'text/plain', name: 'map.txt', sha256, size: bytes.length };

  async function fileWith(files: Record<string, string>, size = bytes.length) {
    const note = await signedText(
      test_,
      noticeOf(test_, exerciseDraft({ attachments: [{ ...attachment, size }] })),
    );
    return post(test_, JSON.stringify({ note, attachments: files }), 'application/json');
  }

  test('are kept with the notice and given to its audience alone', async () => {
    const { status, json } = await fileWith({ [sha256]: bytes.toString('base64') });
    expect(status).toBe(201);
    const path = `/api/v1/notices/${json.id}/attachments/${sha256}`;
    const mongolia = await test_.client('MN');
    expect(Buffer.from(await mongolia.bytes(path))).toEqual(bytes);
    await expect((await test_.client('TJ')).bytes(path)).rejects.toMatchObject({ problem: { status: 404 } });
  });

  test.each([
    ['missing', {}, ['attachment-missing']],
    [
      'with other bytes',
      { [sha256]: Buffer.from('another map').toString('base64') },
      ['attachment-hash-mismatch'],
    ],
    ['nobody named', { [sha256]: bytes.toString('base64'), ['0'.repeat(64)]: '' }, ['attachment-unnamed']],
  ])('are refused: %s', async (_name, files, codes) => {
    const { status, json } = await fileWith(files);
    expect(status).toBe(422);
    expect(json.findings?.map(({ code }) => code)).toEqual(codes);
  });

  test('are refused where the same file is named twice with different sizes', async () => {
    const twice = [attachment, { ...attachment, name: 'other.txt', size: 999_999_999 }];
    const note = await signedText(test_, noticeOf(test_, exerciseDraft({ attachments: twice })));
    const body = JSON.stringify({ note, attachments: { [sha256]: bytes.toString('base64') } });
    const { status, json } = await post(test_, body, 'application/json');
    expect([status, json.findings?.map(({ code }) => code)]).toEqual([422, ['attachment-size-mismatch']]);
  });

  test('are refused with another size than signed', async () => {
    const { json } = await fileWith({ [sha256]: bytes.toString('base64') }, 3);
    expect(json.findings?.map(({ code }) => code)).toEqual(['attachment-size-mismatch']);
  });
});
