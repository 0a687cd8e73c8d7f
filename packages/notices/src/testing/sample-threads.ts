import type { Organisation } from '@rapport/measures';
import { encodeVerifierKey, type JsonObject } from '@rapport/record';
import {
  certificateDraft,
  enrolmentDraft,
  fileAll,
  foundingDraft,
  keyOf,
  replacementDraft,
  requirementDraft,
  revocationDraft,
  type SampleEntry,
} from './sample-log.ts';
import { type Draft, signerOf } from './sign-notice.ts';

/** The answers of an offer that the form accepts. */
export const offerAnswers = { subject: 'Engineers', level: 'low', start: '2027-05-10', officers: 4 };

/** A draft of the visit measure; named participants unless the changes say otherwise. */
export function visit(
  participant: string,
  step: string,
  to: readonly string[],
  more: Partial<Draft> = {},
): Draft {
  const audience = { kind: 'named' as const, participants: [...to] };
  return { participant, measure: 'visit-offer', step, audience, answers: answersOf(step), ...more };
}

function answersOf(step: string): JsonObject {
  if (step === 'offer' || step === 'change') return offerAnswers;
  return step === 'answer' || step === 'amend' ? { accepted: true } : {};
}

/** Founded, three states enrolled, their offices certified; XA's duty officer until February only. */
export async function standingLog(organisation: Organisation): Promise<SampleEntry[]> {
  const endsSoon = { until: '2027-02-01T00:00:00Z' };
  const beginsLate = { from: '2027-03-01T00:00:00Z' };
  return fileAll(
    organisation,
    [],
    [
      await foundingDraft(organisation),
      ...(await Promise.all(['XA', 'XB', 'XC'].map((state) => enrolmentDraft(organisation, state)))),
      ...(await Promise.all(
        ['XA', 'XB', 'XC'].map((state) => certificateDraft(organisation, state, 'signing-officer')),
      )),
      await certificateDraft(organisation, 'XB', 'focal-point'),
      await certificateDraft(organisation, 'XA', 'focal-point', endsSoon),
      await certificateDraft(organisation, 'XC', 'focal-point', beginsLate),
      await certificateDraft(organisation, 'XA', 'signing-officer', {
        key: await keyOf(organisation, 'XA', 'signing-officer', 'XA second, until February'),
        ...endsSoon,
      }),
    ],
  );
}

/** The threads of the sample log, by what is told of them: the entries of each step in order. */
export interface SampleThreads {
  readonly entries: readonly SampleEntry[];
  /** Offered by XA to XB and XC; XB has answered to XA alone. */
  readonly answered: readonly SampleEntry[];
  /** Offered by XA to XB alone. */
  readonly hidden: readonly SampleEntry[];
  /** Offered by XA to XB and XC, and ended. */
  readonly ended: readonly SampleEntry[];
  /** Offered by XA to XB and XC, and changed. */
  readonly changed: readonly SampleEntry[];
}

/** The standing log with four threads after it. */
export async function exchangeLog(organisation: Organisation): Promise<SampleThreads> {
  let entries = await standingLog(organisation);
  const take = async (draft: Draft): Promise<SampleEntry> => {
    entries = await fileAll(organisation, entries, [draft]);
    return entries.at(-1) as SampleEntry;
  };
  const offer = (subject: string, to: string[]) =>
    take(visit('XA', 'offer', to, { answers: { ...offerAnswers, subject } }));
  const both = ['XB', 'XC'];
  const first = await offer('Engineers', both);
  const answer = await take(visit('XB', 'answer', ['XA'], after(first)));
  const hidden = await offer('Medical officers', ['XB']);
  const ending = await offer('Signals', both);
  const end = await take(visit('XA', 'end', both, after(ending)));
  const changing = await offer('Logistics', both);
  const change = await take(visit('XA', 'change', both, after(changing)));
  const lost = await keyOf(organisation, 'XB', 'signing-officer', 'XB second, lost');
  const limited = await keyOf(organisation, 'XB', 'signing-officer', 'XB third, for keys only');
  await take(await certificateDraft(organisation, 'XB', 'signing-officer', { key: lost }));
  await take(
    await certificateDraft(organisation, 'XB', 'signing-officer', { key: limited, measures: ['keys'] }),
  );
  await take(revocationDraft('XB', lost));
  await take(requirementDraft('XB', 'focal-point', 2));
  const coming = await signerOf(`${organisation.origin}/XC/root`, 'XC second root');
  const replacement = replacementDraft('XC', encodeVerifierKey(coming.key), '2027-04-01T00:00:00Z');
  entries = await fileAll(organisation, entries, [replacement], [coming]);
  return {
    entries,
    answered: [first, answer],
    hidden: [hidden],
    ended: [ending, end],
    changed: [changing, change],
  };
}

/** The place of a notice that follows another. */
export function after(entry: SampleEntry): { thread: string; after: string } {
  return { thread: entry.notice.thread ?? entry.id, after: entry.id };
}
