import { describe, expect, test } from 'vitest';
import { mayRead } from './audience.ts';
import type { FiledNotice } from './filed-notice.ts';
import { judge } from './testing/sample-log.ts';
import { measureOf, sampleOrganisation } from './testing/sample-organisation.ts';
import { exchangeLog, visit } from './testing/sample-threads.ts';
import { signDraft } from './testing/sign-notice.ts';
import { nextSteps, threadState } from './thread.ts';

const organisation = sampleOrganisation();
const measure = measureOf(organisation, 'visit-offer');
const { entries, answered, ended, changed } = await exchangeLog(organisation);

function offered(thread: readonly FiledNotice[], participant: string): string[] {
  const visible = thread.filter(({ notice }) => mayRead({ participant }, notice));
  return nextSteps(measure, visible, participant, organisation, Date.UTC(2027, 0, 5)).map(
    ({ step, after }) => `${step.id} after ${thread.findIndex(({ id }) => id === after)}`,
  );
}

test('the state of a thread is that of its newest step', () => {
  const states = [[], answered.slice(0, 1), answered, ended, changed].map((one) => threadState(measure, one));
  expect(states).toEqual([undefined, 'offered', 'answered', 'ended', 'offered']);
});

describe('the steps offered', () => {
  test.each([
    ['the opener of an answered thread', answered, 'XA', ['change after 0', 'end after 1']],
    ['who has answered', answered, 'XB', ['amend after 1']],
    ['who has not, and cannot see the answer', answered, 'XC', ['answer after 0']],
    ['the opener of an ended thread', ended, 'XA', ['report after 1']],
    ['an addressee of an ended thread', ended, 'XB', []],
    ['the opener of a corrected thread', changed, 'XA', ['change after 1', 'end after 1']],
    ['an addressee of a corrected thread', changed, 'XB', ['answer after 1']],
    ['somebody without part in it', [], 'XD', []],
  ] as const)('to %s', (_who, thread, participant, expected) => {
    expect(offered(thread, participant)).toEqual(expected);
  });

  test('are steps that the rules accept, and all of them', async () => {
    for (const thread of [answered, ended, changed]) {
      for (const participant of ['XA', 'XB', 'XC']) {
        expect(await accepted(thread, participant)).toEqual(
          offered(thread, participant).map((one) => one.split(' ')[0]),
        );
      }
    }
  });
});

/** The steps for which some notice of the thread can be followed, by the rules themselves. */
async function accepted(thread: readonly FiledNotice[], participant: string): Promise<string[]> {
  const everybody = ['XA', 'XB', 'XC'].filter((one) => one !== participant);
  const readersOf = ({ notice }: FiledNotice) =>
    everybody.filter((one) => mayRead({ participant: one }, notice));
  const found: string[] = [];
  for (const { id } of measure.steps.filter(({ after }) => after !== undefined)) {
    const drafts = thread.map((filed) =>
      visit(participant, id, readersOf(filed), { thread: thread[0]?.id ?? '', after: filed.id }),
    );
    const judged = await Promise.all(drafts.map((draft) => signAndJudge(draft)));
    if (judged.some((count) => count === 0)) found.push(id);
  }
  return found;
}

async function signAndJudge(draft: Parameters<typeof signDraft>[1]): Promise<number> {
  const signed = await signDraft(organisation, draft);
  const findings = await judge(organisation, entries, signed, (entries.at(-1)?.takenIn ?? 0) + 1);
  return findings.length;
}
