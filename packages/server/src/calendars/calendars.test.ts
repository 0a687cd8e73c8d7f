import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { encodeVerifierKey, type JsonObject } from '@rapport/record';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleAnswers, exerciseDraft } from '../testing/exercise.ts';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';
import { icsOf } from './ics.ts';

let rapport: TestServer;
beforeAll(async () => {
  rapport = await openTestServer();
});
afterAll(() => rapport.close());

const measure = 'exercise-notice';

/** What a calendar program reads: the status, the headers and the lines as they were before folding. */
async function subscribe(path: string) {
  const { statusCode, headers, payload } = await rapport.app.inject({ url: path });
  return { status: statusCode, headers, payload, text: payload.replaceAll('\r\n ', '') };
}

/** What a calendar says of one thread. */
async function eventOf(path: string, thread: string): Promise<string | undefined> {
  return (await subscribe(path)).text.split('BEGIN:VEVENT').find((one) => one.includes(thread));
}

async function make(participant: string, wanted: { measure?: string }, office = 'focal-point') {
  return (await rapport.client(participant, office)).makeCalendar({ ...wanted, language: 'en' });
}

async function fileExercise(name: string, participants: string[]): Promise<string> {
  const answers = { ...exampleAnswers('accepted-own-forces'), name };
  const audience = { kind: 'named' as const, participants };
  return (await fileDraft(rapport, exerciseDraft({ answers, audience }))).id;
}

/** What a measure's own example answers, said by an invented office of Kazakhstan. */
function exampleOf(id: string, example: string): JsonObject {
  const path = `../../../../organisations/cica/measures/${id}/examples/${example}.json`;
  const text = readFileSync(new URL(path, import.meta.url), 'utf8')
    .replaceAll('"XA"', '"KZ"')
    .replaceAll('"XB"', '"MN"');
  return (JSON.parse(text) as { answers: JsonObject }).answers;
}

async function fileNeed(title: string): Promise<string> {
  const answers = { ...exampleOf('volunteer-exchange', 'accepted-need'), title };
  const need = { participant: 'KZ', measureId: 'volunteer-exchange', step: 'need', answers };
  return (await fileDraft(rapport, { ...need, audience: { kind: 'all' } })).id;
}

describe('the calendar of a secret address', () => {
  test('holds what its participant may see, and nothing that goes to others', async () => {
    const [shown, hidden] = [
      await fileExercise('Seen 7a', ['MN', 'UZ']),
      await fileExercise('Hidden 7b', ['UZ']),
    ];
    const { path } = await make('MN', { measure });
    const { status, headers, text } = await subscribe(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(headers['cache-control']).toBe('private, no-store');
    expect(text).toContain(`UID:${shown}\r\n`);
    expect(text).toMatch(/SUMMARY:.*Seen 7a/);
    expect(text).not.toContain(hidden);
    expect(text).not.toContain('Hidden 7b');
    expect((await subscribe((await make('UZ', { measure })).path)).text).toContain(hidden);
  });

  test('moves when the opening is corrected, under the same name, and says that it was closed', async () => {
    const thread = await fileExercise('To be moved', ['MN']);
    const { path } = await make('MN', { measure });
    const follow = { thread, after: thread, audience: { kind: 'named' as const, participants: ['MN'] } };
    const answers = { ...exampleAnswers('accepted-own-forces'), end: '2027-05-20', name: 'Moved' };
    expect(await eventOf(path, thread)).toContain('DTEND;VALUE=DATE:20270517');
    const { id } = await fileDraft(rapport, exerciseDraft({ ...follow, step: 'correct', answers }));
    expect(await eventOf(path, thread)).toContain('DTEND;VALUE=DATE:20270521');
    expect(await eventOf(path, thread)).toContain('SUMMARY:Moved\r\n');
    const closing = { step: 'withdraw', answers: exampleAnswers('accepted-withdrawal') };
    await fileDraft(rapport, exerciseDraft({ ...follow, after: id, ...closing }));
    expect(await eventOf(path, thread)).toMatch(/SUMMARY:Moved \(.+\)\r\n/);
  });

  test('shows what was taken back as cancelled', async () => {
    const warn = { participant: 'KZ', measureId: 'dust-storm-notice', audience: { kind: 'all' as const } };
    const answers = exampleOf('dust-storm-notice', 'accepted-storm');
    const { id: thread } = await fileDraft(rapport, { ...warn, step: 'warn', answers });
    const { path } = await make('MN', { measure: 'dust-storm-notice' });
    expect(await eventOf(path, thread)).toContain('STATUS:CONFIRMED');
    const back = { step: 'withdraw', answers: exampleOf('dust-storm-notice', 'accepted-withdrawal') };
    await fileDraft(rapport, { ...warn, ...back, thread, after: thread });
    expect(await eventOf(path, thread)).toContain('STATUS:CANCELLED');
  });

  test('of deadlines holds what its participant owes, and not what others owe', async () => {
    const thread = await fileNeed('To be offered for');
    const answers = exampleOf('volunteer-exchange', 'accepted-offer');
    const offer = { participant: 'MN', measureId: 'volunteer-exchange', step: 'offer', answers };
    const following = { thread, after: thread, audience: { kind: 'all' as const } };
    await fileDraft(rapport, { ...offer, ...following });
    const [own, others] = [await make('KZ', {}), await make('MN', {})];
    expect((await subscribe(own.path)).text).toContain(`/threads/${thread}`);
    expect((await subscribe(own.path)).text).toMatch(/SUMMARY:.+: To be offered for\r\n/);
    expect((await subscribe(others.path)).text).not.toContain(thread);
  });

  test('ends when its office ends it, and no other office can', async () => {
    const { id, path } = await make('MN', { measure });
    await expect((await rapport.client('UZ')).endCalendar(id)).rejects.toMatchObject({
      problem: { status: 404 },
    });
    expect((await subscribe(path)).status).toBe(200);
    const client = await rapport.client('MN');
    expect((await client.calendars()).calendars.find((one) => one.id === id)).toMatchObject({
      measure,
      isValid: true,
    });
    expect((await (await rapport.client('UZ')).calendars()).calendars.some((one) => one.id === id)).toBe(
      false,
    );
    await client.endCalendar(id);
    const never = await subscribe(`/calendar/${'A'.repeat(43)}.ics`);
    expect(never.status).toBe(404);
    expect(await subscribe(path)).toMatchObject({ status: 404, payload: never.payload });
  });

  test('ends with the key by which it was made', async () => {
    const { path } = await make('UZ', { measure }, 'signing-officer');
    expect((await subscribe(path)).status).toBe(200);
    await fileDraft(rapport, {
      participant: 'UZ',
      office: 'root',
      measureId: 'keys',
      step: 'revoke',
      audience: { kind: 'all' },
      answers: { key: encodeVerifierKey(rapport.signer('UZ', 'signing-officer').key), reason: 'lost' },
    });
    const never = await subscribe(`/calendar/${'A'.repeat(43)}.ics`);
    expect(await subscribe(path)).toMatchObject({ status: 404, payload: never.payload });
  });

  test('is known to the database by its hash alone, and is not made for what has no calendar', async () => {
    const { id, path } = await make('MN', {});
    const secret = /^\/calendar\/([\w-]{43})\.ics$/.exec(path)?.[1] ?? '';
    const { rows } = await rapport.server.db.query('select * from calendar_addresses where id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect((rows[0] as { secret_hash: Buffer }).secret_hash).toEqual(
      createHash('sha256').update(secret).digest(),
    );
    await expect(make('MN', { measure: 'keys' })).rejects.toMatchObject({ problem: { status: 404 } });
    const asPublic = await rapport.client();
    await expect(asPublic.makeCalendar({ language: 'en' })).rejects.toMatchObject({
      problem: { status: 401 },
    });
  });

  test('is made fifty times for an office and not once more', async () => {
    const client = await rapport.client('AZ');
    await rapport.server.db.query(
      `insert into calendar_addresses (secret_hash, participant, office, key_id, language)
        select sha256(convert_to(i::text, 'UTF8')), 'AZ', 'focal-point', 'k', 'en' from generate_series(1, 49) i`,
    );
    const made = await client.makeCalendar({ language: 'ru' });
    await expect(client.makeCalendar({ language: 'ru' })).rejects.toMatchObject({
      problem: { code: 'calendars-full' },
    });
    expect((await subscribe(made.path)).status).toBe(200);
  });
});

describe('the public calendar of a measure', () => {
  test('holds what everybody may read, and what was named to some never', async () => {
    const [named, released] = [await fileExercise('Named 7c', ['MN']), await fileNeed('Released 7d')];
    const { status, headers, text } = await subscribe('/calendar/public/volunteer-exchange.ics');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('public, no-cache');
    expect(text).toContain(`UID:${released}\r\n`);
    const exercises = await subscribe(`/calendar/public/${measure}.ics`);
    expect(exercises.status).toBe(200);
    expect(exercises.text).not.toContain(named);
    expect(exercises.text).not.toContain('7c');
  });

  test.each(['keys', 'none', '../x', '%00'])('is nothing for %s', async (id) => {
    expect((await subscribe(`/calendar/public/${id}.ics`)).status).toBeGreaterThanOrEqual(400);
  });
});

test('a hostile title stays one line of text', () => {
  const text = icsOf({
    title: 'Calendar',
    language: 'en',
    base: 'https://rapport.example',
    isPublic: true,
    items: [
      {
        uid: 'ab'.repeat(32),
        title: 'One\r\nEND:VEVENT\r\nATTACH:http://x.example;a,b\\c\u2028\u202e\ud800',
        reference: 'R',
        thread: 'ab'.repeat(32),
        start: new Date('2027-05-10T00:00:00Z'),
        end: new Date('2027-05-10T00:00:00Z'),
        isDays: true,
        isCancelled: false,
        said: 0,
      },
    ],
  }).replaceAll('\r\n ', '');
  expect(text.match(/^(END:VEVENT|ATTACH)/gm)).toEqual(['END:VEVENT']);
  expect(text).toContain('SUMMARY:One END:VEVENT ATTACH:http://x.example\\;a\\,b\\\\c ');
  expect(text).toContain('DTSTART;VALUE=DATE:20270510\r\nDTEND;VALUE=DATE:20270511\r\n');
});
