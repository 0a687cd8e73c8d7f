import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NewMailAddress } from '@rapport/api';
import type { JsonObject } from '@rapport/record';
import { lookAndDeliver } from '../mail/mail-tasks.ts';
import type { MailServer } from './mail-server.ts';
import type { NoticeDraft, TestServer } from './test-server.ts';

/** What a reader wishes who wishes to be told of everything at once. */
export const everything: Omit<NewMailAddress, 'address'> = {
  language: 'en',
  zone: 'Etc/GMT-8',
  pace: 'immediate',
  kinds: ['notice', 'question', 'due', 'yearly', 'thread', 'draft', 'keys', 'sign-in'],
  marks: ['half', 'day', 'two-hours'],
  measures: [],
  dimensions: [],
};

/** Enters an address as an office would, and confirms it by the link that comes. */
export async function enterAddress(
  test: TestServer,
  mails: MailServer,
  participant: string,
  address: string,
  wish: Partial<NewMailAddress> = {},
  office = 'focal-point',
): Promise<void> {
  const client = await test.client(participant, office);
  await client.enterMailAddress({ ...everything, ...wish, address });
  await lookAndDeliver(test.server);
  const [, code = ''] = /\/mail\/confirm#(\S+)/.exec(mails.to(address).at(-1)?.text ?? '') ?? [];
  await client.confirmMailAddress(code);
}

/** Settings of a server that sends mail to a mail server. */
export function mailSettings(url: string): Record<string, string> {
  return {
    RAPPORT_SMTP_URL: url,
    RAPPORT_MAIL_FROM: 'rapport@secretariat.example',
    RAPPORT_PUBLIC_URL: 'https://rapport.example',
  };
}

const folder = fileURLToPath(new URL('../../../../organisations/demo-strait', import.meta.url));

/** Settings of a server of invented states. */
export const strait = { RAPPORT_ORGANISATION: folder };

function answersOf(example: string): JsonObject {
  const text = readFileSync(`${folder}/measures/${example}.json`, 'utf8');
  return (JSON.parse(text) as { answers: JsonObject }).answers;
}

/** Almara asks Berida and Cassun for help, which is answered within 48 hours. */
export function stormDraft(): NoticeDraft {
  return {
    participant: 'QM',
    measureId: 'storm-help',
    step: 'ask',
    audience: { kind: 'named', participants: ['QN', 'QO'] },
    answers: answersOf('storm-help/examples/accepted-goods'),
  };
}

/** Berida offers some. */
export function offerDraft(thread: string): NoticeDraft {
  const audience = { kind: 'named' as const, participants: ['QM', 'QO'] };
  return { ...stormDraft(), participant: 'QN', step: 'offer', audience, thread, after: thread };
}

/** Almara tells all participants of works in a fairway; each says within three working days that it has seen it. */
export function worksDraft(subject: string): NoticeDraft {
  return {
    participant: 'QM',
    measureId: 'fairway-works',
    step: 'announce',
    answers: { ...answersOf('fairway-works/examples/accepted-works'), subject },
  };
}
