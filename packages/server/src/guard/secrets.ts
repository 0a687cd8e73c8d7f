import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { JsonObject } from '@rapport/record';
import { fileDraft, noticeOf, signedText, type TestServer } from '../testing/test-server.ts';

/** A notice of one kind of audience, and everything by which it could betray itself. */
export interface Secret {
  readonly kind: SecretKind;
  readonly measure: string;
  readonly id: string;
  readonly attachment: string;
  readonly reference: string;
  /** None of these may reach who may not read it. */
  readonly traces: readonly string[];
}

export type SecretKind = 'all' | 'participants' | 'named' | 'takers' | 'dimension' | 'one';

const measures: Readonly<Record<SecretKind, readonly [measure: string, step: string, example: string]>> = {
  all: ['volunteer-exchange', 'need', 'accepted-need'],
  participants: ['volunteer-exchange', 'need', 'accepted-need'],
  named: ['volunteer-exchange', 'need', 'accepted-need'],
  one: ['volunteer-exchange', 'need', 'accepted-need'],
  dimension: ['volunteer-exchange', 'need', 'accepted-need'],
  takers: ['environment-practice', 'share', 'accepted-practice'],
};

function answersOf(measure: string, example: string): JsonObject {
  const path = `../../../../organisations/cica/measures/${measure}/examples/${example}.json`;
  const text = readFileSync(new URL(path, import.meta.url), 'utf8').replaceAll('"XA"', '"KZ"');
  return (JSON.parse(text) as { answers: JsonObject }).answers;
}

/** Mongolia takes up one measure for the circle of takers and another for that of a dimension. */
export async function takeUp(test: TestServer): Promise<void> {
  for (const measure of ['environment-practice', 'media-contact']) {
    await fileDraft(test, {
      participant: 'MN',
      measureId: 'taking-up',
      step: 'take-up',
      audience: { kind: 'all' },
      answers: { measure, from: '2027-01-01' },
    });
  }
}

/** Kazakhstan's invented office files one notice for each kind of audience, each with a file and words of its own. */
export async function fileSecrets(test: TestServer): Promise<Secret[]> {
  const secrets: Secret[] = [];
  for (const kind of Object.keys(measures) as SecretKind[]) secrets.push(await fileSecret(test, kind));
  return secrets;
}

async function fileSecret(test: TestServer, kind: SecretKind): Promise<Secret> {
  const [measureId, step, example] = measures[kind];
  const mark = `Only for ${kind} 5b1e`;
  const bytes = Buffer.from(`${mark}, in a file`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const name = `file of ${kind} 5b1e.txt`;
  const notice = noticeOf(test, {
    participant: 'KZ',
    measureId,
    step,
    audience: audienceOf(kind),
    answers: { ...answersOf(measureId, example), title: mark },
    attachments: [{ name, mediaType: 'text/plain', sha256, size: bytes.length }],
  });
  const client = await test.client();
  const note = await signedText(test, notice);
  const { id, reference } = await client.file({ note, attachments: { [sha256]: bytes.toString('base64') } });
  const base64 = bytes.toString('base64').slice(0, 24);
  return {
    kind,
    measure: measureId,
    id,
    attachment: sha256,
    reference,
    traces: [id, reference, mark, sha256, name, base64],
  };
}

function audienceOf(kind: SecretKind) {
  if (kind === 'named') return { kind, participants: ['MN', 'UZ'] };
  if (kind === 'one') return { kind: 'named' as const, participants: ['UZ'] };
  return { kind };
}
