import { expect, test } from 'vitest';
import { readClocks } from './clocks.ts';
import { type FiledNotice, withoutText } from './filed-notice.ts';
import { judge, logStart } from './testing/sample-log.ts';
import { measureOf, sampleOrganisation } from './testing/sample-organisation.ts';
import { exchangeLog, visit } from './testing/sample-threads.ts';
import { signDraft } from './testing/sign-notice.ts';
import { nextSteps } from './thread.ts';

const organisation = sampleOrganisation();
const measure = measureOf(organisation, 'visit-offer');
const { entries, answered } = await exchangeLog(organisation);
const [offer] = answered as [(typeof answered)[0]];
const erasure = { by: 'ee'.repeat(32), takenIn: logStart + 3_000_000 };
const erased: readonly FiledNotice[] = entries.map((one) =>
  one.id === offer.id ? withoutText(one, erasure) : one,
);
const now = logStart + entries.length * 60_000;

async function codesOf(draft: Parameters<typeof signDraft>[1]): Promise<string[]> {
  const findings = await judge(organisation, erased, await signDraft(organisation, draft), now);
  return findings.map(({ code }) => code);
}

test('what was erased is not erased again', async () => {
  const audience = { kind: 'named' as const, participants: ['XB', 'XC'] };
  const answers = { notice: offer.id, reason: 'other' };
  const draft = { participant: 'XA', measure: 'erasure', step: 'erase', audience, answers };
  expect(await codesOf(draft)).toEqual(['erased-notice-gone']);
});

test('an erased notice keeps its envelope and its place, and nothing that it said', () => {
  const [kept] = erased.filter(({ id }) => id === offer.id) as [FiledNotice];
  const { log, participant, office, measure: named, step, audience } = offer.notice;
  expect(kept.notice).toEqual({
    ...{ log, participant, office, measure: named, step, audience },
    ...{ answers: {}, attachments: [], date: '', nonce: '' },
  });
  expect({ index: kept.index, takenIn: kept.takenIn }).toEqual({
    index: offer.index,
    takenIn: offer.takenIn,
  });
});

test('nothing follows what was erased', async () => {
  const reply = visit('XC', 'answer', ['XA', 'XB'], { thread: offer.id, after: offer.id });
  expect(await codesOf(reply)).toEqual(['after-not-allowed']);
  const thread = erased.filter((one) => one.id === offer.id || one.notice.thread === offer.id);
  const steps = nextSteps(measure, thread, 'XC', organisation, now);
  expect(steps.filter(({ after }) => after === offer.id)).toEqual([]);
  const before = entries.filter((one) => one.id === offer.id || one.notice.thread === offer.id);
  expect(nextSteps(measure, before, 'XC', organisation, now).some(({ after }) => after === offer.id)).toBe(
    true,
  );
});

test('a clock that an erased notice started asks nothing more of those who have not replied', () => {
  const enrolled = new Map(['XA', 'XB', 'XC'].map((code) => [code, 0]));
  const read = (all: readonly FiledNotice[]) => {
    const thread = all.filter((one) => one.id === offer.id || one.notice.thread === offer.id);
    return readClocks(measure, thread, organisation, enrolled, now).map((one) => [
      one.participant,
      one.state,
    ]);
  };
  expect(read(entries)).toContainEqual(['XC', 'running']);
  expect(read(erased)).not.toContainEqual(['XC', 'running']);
});
