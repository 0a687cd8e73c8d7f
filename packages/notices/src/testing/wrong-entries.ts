import type { Organisation } from '@rapport/measures';
import { encodeBase64, type Signer } from '@rapport/record';
import { certificateDraft, enrolmentDraft, foundingDraft, keyOf, logStart } from './sample-log.ts';
import { offerAnswers, visit } from './sample-threads.ts';
import { type Draft, signerOf } from './sign-notice.ts';

/** A notice that an honest log refuses, and that a dishonest one may hold. */
export interface WrongEntry {
  readonly name: string;
  readonly draft: Draft;
  readonly signers?: readonly Signer[];
  readonly takenIn?: number;
}

/** One for each thing that a log could do wrong with a notice and that one proof file shows. */
export async function wrongEntries(organisation: Organisation): Promise<WrongEntry[]> {
  const { origin } = organisation;
  const offer = (subject: string, more: Partial<Draft> = {}) =>
    visit('XA', 'offer', ['XB'], { answers: { ...offerAnswers, subject }, ...more });
  const second = await signerOf(`${origin}/XA/signing-officer`, 'XA second, until February');
  const founding = await foundingDraft(organisation);
  const otherRoot = { ...founding.answers, key: await keyOf(organisation, 'ABC', 'root', 'second root') };
  const [january, march, may] = [Date.UTC(2027, 0, 20), Date.UTC(2027, 2, 1), Date.UTC(2027, 4, 1)];
  return [
    { name: 'key-expired', draft: offer('Expired'), signers: [second], takenIn: march },
    { name: 'time-goes-back', draft: offer('Back'), takenIn: logStart },
    {
      name: 'signed-by-another-state',
      draft: offer('Forged'),
      signers: [await signerOf(`${origin}/XB/signing-officer`)],
    },
    {
      name: 'signed-by-an-office-not-of-the-step',
      draft: offer('Other office', { office: 'focal-point' }),
      takenIn: january,
    },
    {
      name: 'enrolled-by-a-state',
      draft: { ...(await enrolmentDraft(organisation, 'XD')), participant: 'XA' },
    },
    { name: 'founded-again', draft: { ...founding, answers: otherRoot } },
    { name: 'key-certified-again', draft: await certificateDraft(organisation, 'XA', 'signing-officer') },
    { name: 'written-for-another-log', draft: offer('Elsewhere', { log: 'other.rapport.invalid/log' }) },
    {
      name: 'seen-before-it-was',
      draft: offer('Seen', { notBefore: { root: encodeBase64(new Uint8Array(32)), size: 292 } }),
    },
    { name: 'step-not-of-the-measure', draft: offer('Step', { step: 'ofer' }) },
  ].map((one) => ({ takenIn: may, ...one }));
}
