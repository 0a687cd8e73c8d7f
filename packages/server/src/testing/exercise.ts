import { readFileSync } from 'node:fs';
import type { JsonObject } from '@rapport/record';
import type { NoticeDraft } from './test-server.ts';

const examples = new URL(
  '../../../../organisations/cica/measures/exercise-notice/examples/',
  import.meta.url,
);

/** The answers of a measure's own example, fresh each time. */
export function exampleAnswers(name: string): JsonObject {
  const example = JSON.parse(readFileSync(new URL(`${name}.json`, examples), 'utf8')) as {
    answers: JsonObject;
  };
  return example.answers;
}

/** An exercise notice of an invented office of Kazakhstan to Mongolia and Uzbekistan, as the demonstration makes. */
export function exerciseDraft(change: Partial<NoticeDraft> = {}): NoticeDraft {
  return {
    participant: 'KZ',
    measureId: 'exercise-notice',
    step: 'notify',
    audience: { kind: 'named', participants: ['MN', 'UZ'] },
    answers: exampleAnswers('accepted-own-forces'),
    ...change,
  };
}

/** Mongolia's acknowledgement of it. */
export function acknowledgementDraft(thread: string, change: Partial<NoticeDraft> = {}): NoticeDraft {
  return {
    participant: 'MN',
    office: 'focal-point',
    measureId: 'exercise-notice',
    step: 'acknowledge',
    audience: { kind: 'named', participants: ['KZ', 'UZ'] },
    answers: exampleAnswers('accepted-acknowledgement'),
    thread,
    after: thread,
    ...change,
  };
}
