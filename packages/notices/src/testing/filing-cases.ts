import type { Organisation } from '@rapport/measures';
import {
  ed25519Cosigner,
  encodeVerifierKey,
  type SignedNotice,
  type Signer,
  verifierKey,
} from '@rapport/record';
import type { Delivered } from '../check-filing.ts';
import type { FilingCode } from '../findings.ts';
import {
  certificateDraft,
  enrolmentDraft,
  foundingDraft,
  keyOf,
  logStart,
  replacementDraft,
  revocationDraft,
} from './sample-log.ts';
import { after, exchangeLog, offerAnswers, type SampleThreads, visit } from './sample-threads.ts';
import { type Draft, signDraft, signerOf, subtle } from './sign-notice.ts';

/** One filing and every code it is refused with; none: it is accepted. */
export interface FilingCase {
  readonly name: string;
  /** How many entries of the sample log stand before it. */
  readonly logSize: number;
  readonly takenIn: number;
  readonly signed: SignedNotice;
  readonly delivered?: readonly { as: string; is: Delivered }[];
  readonly codes: readonly FilingCode[];
}

/** The cases of `vectors/filings`, and the log they are judged after. Codes are written by hand, from the rules. */
export async function filingCases(
  organisation: Organisation,
): Promise<{ threads: SampleThreads; cases: FilingCase[] }> {
  const threads = await exchangeLog(organisation);
  const stand = new Stand(organisation, threads);
  await placeCases(stand, threads, organisation);
  await audienceCases(stand, threads);
  await signerCases(stand, organisation);
  await keyCases(stand, organisation);
  await revocationCases(stand, organisation);
  await rootCases(stand, organisation);
  await answerCases(stand);
  await erasureCases(stand, threads);
  return { threads, cases: stand.cases };
}

type Options = {
  size?: number;
  takenIn?: number;
  signers?: readonly Signer[];
  delivered?: FilingCase['delivered'];
};

/** Collects cases after the same log. */
class Stand {
  readonly cases: FilingCase[] = [];
  readonly #organisation: Organisation;
  readonly #size: number;

  constructor(organisation: Organisation, { entries }: SampleThreads) {
    this.#organisation = organisation;
    this.#size = entries.length;
  }

  async add(name: string, codes: readonly FilingCode[], draft: Draft, options: Options = {}): Promise<void> {
    const { size = this.#size, signers, delivered } = options;
    const takenIn = options.takenIn ?? logStart + size * 60_000;
    const signed = await signDraft(this.#organisation, draft, signers);
    this.cases.push({ name, logSize: size, takenIn, signed, codes, ...(delivered && { delivered }) });
  }
}

async function placeCases(
  stand: Stand,
  { answered, hidden, ended, changed, entries }: SampleThreads,
  organisation: Organisation,
): Promise<void> {
  const [offer, answer] = answered as [(typeof answered)[0], (typeof answered)[0]];
  const [unseen] = hidden as [typeof offer];
  const [closed, end] = ended as [typeof offer, typeof offer];
  const [old, change] = changed as [typeof offer, typeof offer];
  const enrolment = entries[1] as typeof offer;
  const nowhere = { thread: 'ab'.repeat(32), after: 'ab'.repeat(32) };
  const plain = visit('XA', 'offer', ['XB']);
  await stand.add('accepted-offer', [], plain);
  await stand.add('accepted-answer', [], visit('XC', 'answer', ['XA', 'XB'], after(offer)));
  await stand.add('accepted-amended-answer', [], visit('XB', 'amend', ['XA'], after(answer)));
  await stand.add('accepted-second-correction', [], visit('XA', 'change', ['XB', 'XC'], after(change)));
  await stand.add('accepted-ending', [], visit('XA', 'end', ['XB', 'XC'], after(offer)));
  await stand.add('accepted-report-after-ending', [], visit('XA', 'report', ['XB', 'XC'], after(end)));
  await stand.add('refused-for-another-log', ['log-other', 'key-unknown'], {
    ...plain,
    log: 'other.rapport.invalid/log',
  });
  await stand.add('refused-measure-unknown', ['measure-unknown'], { ...plain, named: { id: 'visit-ofer' } });
  await stand.add('refused-edition-unknown', ['measure-edition-unknown'], {
    ...plain,
    named: { edition: '2' },
  });
  await stand.add('refused-hash-of-another-definition', ['measure-hash-other'], {
    ...plain,
    named: { hash: 'ab'.repeat(32) },
  });
  await stand.add('refused-step-unknown', ['step-unknown'], { ...plain, step: 'ofer' });
  await stand.add('refused-opening-in-a-thread', ['step-opens-thread'], { ...plain, ...after(offer) });
  await stand.add('refused-reply-without-thread', ['step-needs-thread'], visit('XB', 'answer', ['XA']));
  await stand.add(
    'refused-reply-without-after',
    ['after-missing'],
    visit('XC', 'answer', ['XA'], { thread: offer.id }),
  );
  await stand.add('refused-reply-to-no-thread', ['thread-unknown'], visit('XC', 'answer', ['XA'], nowhere));
  await stand.add(
    'refused-reply-to-hidden-thread',
    ['thread-unknown'],
    visit('XC', 'answer', ['XA'], after(unseen)),
  );
  await stand.add(
    'refused-reply-named-by-its-second-notice',
    ['thread-unknown'],
    visit('XC', 'answer', ['XA'], { thread: change.id, after: change.id }),
  );
  await stand.add(
    'refused-after-of-another-thread',
    ['after-unknown'],
    visit('XB', 'answer', ['XA'], { thread: offer.id, after: unseen.id }),
  );
  await stand.add(
    'refused-after-a-notice-that-is-hidden',
    ['after-unknown'],
    visit('XC', 'answer', ['XA'], { thread: offer.id, after: answer.id }),
  );
  await stand.add(
    'refused-after-a-step-it-cannot-follow',
    ['after-not-allowed'],
    visit('XA', 'report', ['XB', 'XC'], after(offer)),
  );
  await stand.add('refused-offer-by-an-observer', ['measure-not-open'], visit('XC', 'offer', ['XA']));
  await stand.add('refused-offer-under-a-former-edition', ['measure-edition-not-in-force'], {
    ...visit('XA', 'offer', ['XB']),
    named: formerEdition(organisation),
  });
  await stand.add(
    'refused-thread-of-another-measure',
    ['thread-other-measure'],
    visit('XB', 'answer', ['ABC'], after(enrolment)),
  );
  await stand.add(
    'refused-answer-by-the-opener',
    ['step-not-yours'],
    visit('XA', 'answer', ['XB'], after(offer)),
  );
  await stand.add(
    'refused-change-by-an-addressee',
    ['step-not-yours'],
    visit('XB', 'change', ['XA', 'XC'], after(offer)),
  );
  await stand.add(
    'refused-amendment-of-anothers-answer',
    ['after-unknown'],
    visit('XC', 'amend', ['XA'], after(answer)),
  );
  await stand.add(
    'refused-answer-twice',
    ['step-already-taken'],
    visit('XB', 'answer', ['XA'], { ...after(offer), answers: { accepted: false } }),
  );
  await stand.add(
    'refused-answer-after-the-end',
    ['thread-closed'],
    visit('XB', 'answer', ['XA'], after(closed)),
  );
  await stand.add(
    'refused-correction-of-what-is-corrected',
    ['after-superseded'],
    visit('XA', 'change', ['XB', 'XC'], after(old)),
  );
}

async function audienceCases(stand: Stand, { answered, hidden, changed }: SampleThreads): Promise<void> {
  const [offer, answer] = answered as [(typeof answered)[0], (typeof answered)[0]];
  const [narrow] = hidden as [typeof offer];
  const [, change] = changed as [typeof offer, typeof offer];
  await stand.add(
    'accepted-offer-to-all-participants',
    [],
    visit('XA', 'offer', [], { audience: { kind: 'participants' } }),
  );
  await stand.add('refused-audience-empty', ['audience-empty'], visit('XA', 'offer', []));
  await stand.add(
    'refused-audience-not-offered',
    ['audience-kind-not-offered'],
    visit('XA', 'offer', [], { audience: { kind: 'all' } }),
  );
  await stand.add(
    'refused-audience-without-rules',
    ['audience-kind-not-offered'],
    visit('XA', 'offer', [], { audience: { kind: 'takers' } }),
  );
  await stand.add(
    'refused-audience-unknown-participant',
    ['audience-participant-unknown'],
    visit('XA', 'offer', ['XZ']),
  );
  await stand.add(
    'refused-audience-names-sender',
    ['audience-names-sender'],
    visit('XA', 'offer', ['XA', 'XB']),
  );
  await stand.add(
    'refused-answer-to-more-than-the-offer',
    ['audience-wider-than-thread'],
    visit('XB', 'answer', ['XA', 'XC'], after(narrow)),
  );
  await stand.add(
    'refused-amendment-past-the-answer',
    ['audience-wider-than-answered'],
    visit('XB', 'amend', ['XA', 'XC'], after(answer)),
  );
  await stand.add(
    'refused-answer-to-all',
    ['audience-wider-than-thread'],
    visit('XC', 'answer', [], { ...after(offer), audience: { kind: 'all' } }),
  );
  await stand.add(
    'refused-answer-past-the-opener',
    ['audience-without-opener'],
    visit('XC', 'answer', ['XB'], after(offer)),
  );
  await stand.add(
    'refused-correction-to-fewer',
    ['audience-narrower'],
    visit('XA', 'change', ['XB'], after(change)),
  );
  await stand.add('refused-ending-for-some', ['audience-narrower'], visit('XA', 'end', ['XB'], after(offer)));
}

async function signerCases(stand: Stand, organisation: Organisation): Promise<void> {
  const plain = visit('XA', 'offer', ['XB']);
  const named = (participant: string, office: string, label?: string) =>
    signerOf(`${organisation.origin}/${participant}/${office}`, label);
  const february = Date.UTC(2027, 1, 1);
  const second = [await named('XA', 'signing-officer', 'XA second, until February')];
  const march = Date.UTC(2027, 2, 1);
  const late = visit('XC', 'answer', ['XA'], { office: 'focal-point' });
  const offer = stand.cases.find(({ name }) => name === 'accepted-answer')?.signed.notice;
  const answer = { ...late, thread: offer?.thread ?? '', after: offer?.after ?? '' };
  await stand.add('accepted-two-signatures-of-one-office', [], plain, {
    signers: [...second, await named('XA', 'signing-officer')],
  });
  await stand.add('accepted-in-the-last-millisecond-of-a-key', [], plain, {
    signers: second,
    takenIn: february - 1,
  });
  await stand.add('refused-key-expired', ['key-expired'], plain, { signers: second, takenIn: february });
  await stand.add('accepted-in-the-first-millisecond-of-a-key', [], answer, { takenIn: march });
  await stand.add('refused-key-not-yet-valid', ['key-not-yet-valid'], answer, { takenIn: march - 1 });
  await stand.add('refused-key-unknown', ['key-unknown'], plain, {
    signers: [await named('XA', 'signing-officer', 'never certified')],
  });
  await stand.add('refused-key-of-another-participant', ['key-of-another-participant'], plain, {
    signers: [await named('XB', 'signing-officer')],
  });
  await stand.add('refused-second-signature-of-another-participant', ['key-of-another-participant'], plain, {
    signers: [await named('XA', 'signing-officer'), await named('XB', 'signing-officer')],
  });
  await stand.add('refused-signature-of-a-stranger', ['signature-name-other'], plain, {
    signers: [await signerOf('stranger.invalid')],
  });
  await stand.add('refused-office-not-of-the-step', ['office-not-allowed'], {
    ...plain,
    office: 'focal-point',
  });
  await stand.add('refused-signature-of-another-text', ['signature-invalid'], plain, {
    signers: [await crooked(await named('XA', 'signing-officer'))],
  });
  await stand.add('refused-participant-unknown', ['participant-unknown', 'key-unknown'], {
    ...plain,
    participant: 'XZ',
  });
  await stand.add('refused-forged-reply-to-hidden-thread', ['key-unknown'], forged(stand), {
    signers: [await named('XB', 'signing-officer', 'forged')],
  });
}

/** XB's own reply to a thread that is there, to be signed by nobody's key: no rule of threads may speak. */
function forged(stand: Stand): Draft {
  const reply = stand.cases.find(({ name }) => name === 'refused-answer-to-more-than-the-offer')?.signed
    .notice;
  return visit('XB', 'answer', ['XA', 'XC'], { thread: reply?.thread ?? '', after: reply?.after ?? '' });
}

/** Signs something else than it is given. */
async function crooked(signer: Signer): Promise<Signer> {
  return { key: signer.key, sign: (message) => signer.sign(message.slice(1)) };
}

async function keyCases(stand: Stand, organisation: Organisation): Promise<void> {
  const key = (label: string) => keyOf(organisation, 'XA', 'planning', label);
  const certify = async (changes: Parameters<typeof certificateDraft>[3]) =>
    certificateDraft(organisation, 'XA', 'planning', changes);
  const founding = await foundingDraft(organisation);
  const cosigner = await signerOf(`${organisation.origin}/XA/planning`);
  const unusable = ed25519Cosigner(cosigner.key.name, {}, cosigner.key.publicKey, subtle, 1).key;
  const low = verifierKey(cosigner.key.name, 'ed25519', new Uint8Array(32));
  await stand.add('accepted-founding', [], founding, { size: 0 });
  await stand.add('accepted-enrolment', [], await enrolmentDraft(organisation, 'XD'));
  await stand.add('accepted-certificate', [], await certify({}));
  await stand.add('refused-founding-twice', ['key-in-use', 'organisation-already-founded'], founding);
  await stand.add('refused-founding-of-a-founded-log', ['organisation-already-founded'], {
    ...founding,
    answers: { ...founding.answers, key: await keyOf(organisation, 'ABC', 'root', 'second root') },
  });
  await stand.add(
    'refused-founding-by-a-state',
    ['step-not-yours', 'key-unknown'],
    {
      ...founding,
      participant: 'XA',
      answers: { ...founding.answers, key: await keyOf(organisation, 'XA', 'root', 'other') },
    },
    { size: 0, signers: [await signerOf(`${organisation.origin}/XA/root`)] },
  );
  await stand.add(
    'refused-enrolment-before-founding',
    ['organisation-not-founded', 'key-unknown'],
    await enrolmentDraft(organisation, 'XA'),
    { size: 0 },
  );
  await stand.add('refused-enrolment-by-a-state', ['step-not-yours'], {
    ...(await enrolmentDraft(organisation, 'XD')),
    participant: 'XA',
  });
  const again = await signerOf(`${organisation.origin}/XA/root`, 'second root');
  const abc = await signerOf(`${organisation.origin}/ABC/root`);
  await stand.add(
    'refused-enrolment-twice',
    ['participant-already-enrolled'],
    {
      ...(await enrolmentDraft(organisation, 'XA')),
      answers: { participant: 'XA', key: encodeVerifierKey(again.key) },
    },
    { signers: [abc, again] },
  );
  await stand.add(
    'refused-enrolment-that-the-root-key-does-not-accept',
    ['root-not-accepted'],
    await enrolmentDraft(organisation, 'XD'),
    { signers: [abc] },
  );
  await stand.add(
    'refused-enrolment-without-the-organisation',
    ['sender-signature-missing'],
    await enrolmentDraft(organisation, 'XD'),
    { signers: [await signerOf(`${organisation.origin}/XD/root`)] },
  );
  await stand.add(
    'refused-certificate-of-one-not-enrolled',
    ['participant-not-enrolled', 'key-unknown'],
    await certificateDraft(organisation, 'XD', 'planning'),
  );
  await stand.add('refused-certificate-by-an-office', ['office-not-allowed'], {
    ...(await certify({})),
    office: 'signing-officer',
  });
  await stand.add(
    'refused-key-in-use',
    ['key-in-use'],
    await certificateDraft(organisation, 'XA', 'signing-officer'),
  );
  await stand.add(
    'refused-key-of-another-name',
    ['key-name-other'],
    await certify({ key: await keyOf(organisation, 'XA', 'other-office', 'planning') }),
  );
  await stand.add(
    'refused-key-with-other-key-id',
    ['key-form'],
    await certify({ key: (await key('a')).replace(/\+[0-9a-f]{8}\+/, '+00000000+') }),
  );
  await stand.add(
    'refused-key-of-cosigner-type',
    ['key-type'],
    await certify({ key: encodeVerifierKey(unusable) }),
  );
  await stand.add(
    'refused-key-of-low-order',
    ['key-low-order'],
    await certify({ key: encodeVerifierKey(low) }),
  );
  await stand.add(
    'refused-key-that-ends-before-it-begins',
    ['key-dates'],
    await certify({ until: '2026-12-31T00:00:00Z' }),
  );
  await stand.add(
    'refused-key-that-ends-when-it-begins',
    ['key-dates'],
    await certify({ until: '2027-01-01T05:00:00+05:00' }),
  );
}

async function revocationCases(stand: Stand, organisation: Organisation): Promise<void> {
  const office = (participant: string, label?: string) =>
    signerOf(`${organisation.origin}/${participant}/signing-officer`, label);
  const key = (participant: string, label?: string) =>
    keyOf(organisation, participant, 'signing-officer', label);
  const lost = 'XB second, lost';
  const limited = 'XB third, for keys only';
  const offer = (by: string) => visit(by, 'offer', ['XA']);
  const offered = stand.cases.find(({ name }) => name === 'accepted-answer')?.signed.notice;
  const place = { thread: offered?.thread ?? '', after: offered?.after ?? '' };
  await stand.add(
    'refused-one-signature-where-two-are-needed',
    ['signatures-too-few'],
    visit('XB', 'answer', ['XA'], { ...place, office: 'focal-point' }),
  );
  await stand.add('refused-key-revoked', ['key-revoked'], offer('XB'), {
    signers: [await office('XB', lost)],
  });
  await stand.add('refused-key-for-other-measures', ['key-limited'], offer('XB'), {
    signers: [await office('XB', limited)],
  });
  await stand.add('accepted-revocation', [], revocationDraft('XA', await key('XA')));
  await stand.add(
    'accepted-revocation-of-itself-by-a-limited-key',
    [],
    revocationDraft('XB', await key('XB', limited), 'signing-officer'),
    { signers: [await office('XB', limited)] },
  );
  await stand.add(
    'refused-revocation-of-another-key-by-an-office',
    ['revokes-other-key'],
    revocationDraft('XB', await key('XB', limited), 'signing-officer'),
  );
  await stand.add(
    'refused-revocation-twice',
    ['revoked-key-unknown'],
    revocationDraft('XB', await key('XB', lost)),
  );
  await stand.add(
    'refused-revocation-of-another-participants-key',
    ['revoked-key-unknown'],
    revocationDraft('XB', await key('XA')),
  );
  await stand.add(
    'refused-revocation-of-a-root-key',
    ['revoked-key-unknown'],
    revocationDraft('XA', await keyOf(organisation, 'XA', 'root')),
  );
}

/** A root key renewed by its own participant, replaced by the organisation, and several officers for one office. */
async function rootCases(stand: Stand, organisation: Organisation): Promise<void> {
  const next = await signerOf(`${organisation.origin}/XA/root`, 'second root');
  const [own, abc] = [
    await signerOf(`${organisation.origin}/XA/root`),
    await signerOf(`${organisation.origin}/ABC/root`),
  ];
  const key = encodeVerifierKey(next.key);
  const renewal: Draft = {
    participant: 'XA',
    office: 'root',
    measure: 'keys',
    step: 'renew',
    answers: { key },
  };
  const replacement = replacementDraft('XA', key, '2027-03-01T00:00:00Z');
  await stand.add('accepted-root-renewal', [], renewal, { signers: [own, next] });
  await stand.add('refused-root-renewal-not-accepted', ['root-not-accepted'], renewal);
  await stand.add('refused-root-renewal-without-the-old-key', ['sender-signature-missing'], renewal, {
    signers: [next],
  });
  await stand.add('accepted-root-replacement', [], replacement, { signers: [abc, next] });
  await stand.add(
    'refused-root-replacement-that-hardly-waits',
    ['root-wait-too-short'],
    replacementDraft('XA', key, '2027-01-30T00:00:00Z'),
    { signers: [abc, next] },
  );
  await stand.add(
    'refused-root-replacement-by-a-state',
    ['step-not-yours'],
    { ...replacement, participant: 'XB' },
    { signers: [await signerOf(`${organisation.origin}/XB/root`), next] },
  );
  const xc = await signerOf(`${organisation.origin}/XC/root`, 'XC second root');
  const third = await signerOf(`${organisation.origin}/XC/root`, 'XC third root');
  await stand.add(
    'refused-root-replacement-while-another-waits',
    ['root-replacement-pending'],
    replacementDraft('XC', encodeVerifierKey(third.key), '2027-05-01T00:00:00Z'),
    { signers: [abc, third] },
  );
  const planning = await certificateDraft(organisation, 'XC', 'planning');
  await stand.add('refused-certificate-by-a-root-key-that-waits', ['key-not-yet-valid'], planning, {
    signers: [xc],
  });
  const april = { takenIn: Date.UTC(2027, 3, 1) };
  await stand.add('accepted-certificate-by-a-root-key-that-has-waited', [], planning, {
    ...april,
    signers: [xc],
  });
  await stand.add('refused-certificate-by-a-root-key-that-was-replaced', ['key-expired'], planning, april);
  await stand.add('accepted-objection', [], {
    participant: 'XC',
    office: 'root',
    measure: 'keys',
    step: 'object',
    answers: { key: encodeVerifierKey(xc.key) },
  });
  await stand.add('refused-objection-to-nothing', ['root-replacement-unknown'], {
    participant: 'XA',
    office: 'root',
    measure: 'keys',
    step: 'object',
    answers: { key },
  });
}

async function answerCases(stand: Stand): Promise<void> {
  const offer = (answers: Draft['answers'] & object) => visit('XA', 'offer', ['XB'], { answers });
  const bytes = { name: 'map.pdf', mediaType: 'application/pdf', sha256: 'ab'.repeat(32), size: 5 };
  const attached = visit('XA', 'offer', ['XB'], { attachments: [bytes] });
  const is = { sha256: bytes.sha256, size: bytes.size };
  await stand.add('refused-ten-wrong-answers', tenCodes, offer(tenWrong));
  await stand.add(
    'refused-answer-missing',
    ['answer-missing'],
    offer({ subject: 'Engineers', level: 'low', start: '2027-05-10' }),
  );
  await stand.add('accepted-attachment', [], attached, { delivered: [{ as: is.sha256, is }] });
  await stand.add('refused-attachment-missing', ['attachment-missing'], attached, { delivered: [] });
  await stand.add('refused-attachment-of-other-bytes', ['attachment-hash-mismatch'], attached, {
    delivered: [{ as: is.sha256, is: { ...is, sha256: 'cd'.repeat(32) } }],
  });
  await stand.add('refused-attachment-of-other-size', ['attachment-size-mismatch'], attached, {
    delivered: [{ as: is.sha256, is: { ...is, size: 6 } }],
  });
  await stand.add('refused-attachment-unnamed', ['attachment-unnamed'], visit('XA', 'offer', ['XB']), {
    delivered: [{ as: is.sha256, is }],
  });
}

/** XA's erasure of a notice, told to some. */
function erase(notice: string, to: readonly string[], more: Partial<Draft> = {}): Draft {
  const audience = { kind: 'named' as const, participants: [...to] };
  const answers = { notice, reason: 'personal-data' };
  return { participant: 'XA', measure: 'erasure', step: 'erase', audience, answers, ...more };
}

async function erasureCases(stand: Stand, { answered, hidden, entries }: SampleThreads): Promise<void> {
  const [offer, answer] = answered as [(typeof answered)[0], (typeof answered)[0]];
  const [unseen] = hidden as [typeof offer];
  const certificate = entries.find(
    ({ notice }) => notice.participant === 'XA' && notice.measure.id === 'keys',
  ) as typeof offer;
  const both = ['XB', 'XC'];
  await stand.add('accepted-erasure', [], erase(offer.id, both));
  await stand.add('accepted-erasure-of-a-reply', [], erase(answer.id, ['XA'], { participant: 'XB' }));
  await stand.add('refused-erasure-of-no-notice', ['erased-notice-unknown'], erase('ab'.repeat(32), both));
  await stand.add(
    'refused-erasure-of-anothers-notice',
    ['erased-notice-unknown'],
    erase(offer.id, ['XA', 'XC'], { participant: 'XB' }),
  );
  await stand.add(
    'refused-erasure-of-a-hidden-notice',
    ['erased-notice-unknown'],
    erase(unseen.id, ['XA', 'XB'], { participant: 'XC' }),
  );
  await stand.add('refused-erasure-told-to-fewer', ['audience-narrower'], erase(offer.id, ['XB']));
  await stand.add(
    'refused-erasure-of-a-certificate',
    ['erased-notice-in-register'],
    erase(certificate.id, [], { audience: { kind: 'all' } }),
  );
  await stand.add('refused-forged-erasure', ['key-unknown'], erase('ab'.repeat(32), both), {
    signers: [await signerOf(`${offer.notice.log}/XA/signing-officer`, 'forged')],
  });
}

const tenWrong = {
  ...offerAnswers,
  subject: '',
  level: 'middle',
  start: '2027-02-30',
  end: 7,
  officers: 0,
  states: [
    { participant: 'XZ' },
    { participant: 'XB', remark: '' },
    { participant: 'XC', remark: 'x'.repeat(51) },
  ],
  guests: 3,
  hosts: 'many',
};

const tenCodes: readonly FilingCode[] = [
  'answer-too-short',
  'answer-not-an-option',
  'answer-format',
  'answer-type',
  'answer-too-small',
  'answer-format',
  'answer-too-short',
  'answer-too-long',
  'answer-unknown',
  'answer-unknown',
];

function formerEdition({ measures }: Organisation): { edition: string; hash: string } {
  const former = measures.find(({ id, edition }) => id === 'visit-offer' && edition === '0');
  if (former === undefined) throw new Error('the sample has no former edition');
  return { edition: former.edition, hash: former.hash };
}
