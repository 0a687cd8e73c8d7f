import type { Measure } from '@rapport/measures';
import { encodePolicy, type Policy, parseUtf8, type Signer } from '@rapport/record';
import { encodeProofFile, type ProofFile, type ProvedEntry } from '../proof-file.ts';
import { logSigners, type ProofLog, policyOf, witnessSigner } from './proof-log.ts';
import { signerOf } from './sign-notice.ts';

/** A proof file, the policy it is checked by, and every finding: check, entry where of one, code. */
export interface ProofCase {
  readonly name: string;
  readonly policy: string;
  readonly file: string;
  readonly failed: readonly string[];
}

/** The cases of `vectors/proof-files`. `failed` is written by hand, from the specification. */
export async function proofCases(log: ProofLog): Promise<ProofCase[]> {
  const signers = await logSigners(log.organisation.origin);
  const bench = new ProofBench(policyOf(signers));
  const [offer, answer] = [log.placeOf('offer'), log.placeOf('answer')];
  const chain = [0, 1, 4]; // founding, enrolment of XA, certificate of its signing officer
  const accepted = await log.file([...chain, offer], signers);
  bench.add('accepted-offer', accepted, []);
  bench.add('accepted-answer-of-another-state', await log.file([0, 2, 5, answer], signers), []);
  bench.add('accepted-founding', await log.file([0], signers), []);
  bench.add('accepted-enrolment', await log.file([0, 1], signers), []);
  bench.add('accepted-certificate', await log.file(chain, signers), []);
  fileCases(bench, accepted);
  await checkpointCases(bench, log, accepted, signers);
  entryCases(bench, log, accepted);
  measureCases(bench, accepted);
  await logCases(bench, log, chain, signers);
  return bench.cases;
}

class ProofBench {
  readonly cases: ProofCase[] = [];
  readonly #policy: Policy;

  constructor(policy: Policy) {
    this.#policy = policy;
  }

  add(name: string, file: ProofFile | string, failed: readonly string[], policy = this.#policy): void {
    const text = typeof file === 'string' ? file : (parseUtf8(encodeProofFile(file)) ?? '');
    this.cases.push({ name, policy: encodePolicy(policy), file: text, failed });
  }
}

function fileCases(bench: ProofBench, accepted: ProofFile): void {
  const text = parseUtf8(encodeProofFile(accepted)) ?? '';
  const extra = { ...accepted, comment: 'nothing' } as ProofFile;
  bench.add('refused-no-final-newline', text.trimEnd(), ['file proof-file-form']);
  bench.add('refused-space-in-the-json', text.replace(',', ', '), ['file json-not-canonical']);
  bench.add('refused-member-unknown', extra, ['file proof-file-form']);
  bench.add('refused-no-entries', { ...accepted, entries: [] }, ['file proof-file-form']);
  bench.add('refused-format-of-another-version', text.replace('proof@v1', 'proof@v2'), [
    'file proof-file-form',
  ]);
}

/** Four entries whose inclusion cannot be looked at. */
const noInclusion = [0, 1, 2, 3].map((entry) => `inclusion ${entry} not-reached`);

async function checkpointCases(
  bench: ProofBench,
  log: ProofLog,
  accepted: ProofFile,
  signers: Signer[],
): Promise<void> {
  const [ed25519] = signers as [Signer];
  const witness = await witnessSigner('witness.invalid/xb');
  const trusting = { ...policyOf(signers), witnesses: [{ name: 'xb', key: witness.key }], quorum: 'xb' };
  const stranger = await logSigners('other.rapport.invalid/log');
  const other = await log.checkpoint(stranger, log.entries.length, 'other.rapport.invalid/log');
  const witnessed = await log.checkpoint([...signers, witness]);
  const forged = await log.checkpoint([await signerOf(log.organisation.origin, 'not the key of the log')]);
  const early = await log.checkpoint(signers, 200);
  const of = (checkpoint: string): ProofFile => ({ ...accepted, checkpoint });
  bench.add('accepted-witnessed', of(witnessed), [], trusting);
  const offered = log.entries[accepted.entries.at(-1)?.index ?? 0]?.takenIn ?? 0;
  const seenAt = async (time: number): Promise<ProofFile> =>
    of(await log.checkpoint([...signers, await witnessSigner('witness.invalid/xb', time)]));
  bench.add('accepted-witnessed-a-minute-before', await seenAt(offered - 60_000), [], trusting);
  bench.add(
    'refused-entry-after-the-witness',
    await seenAt(offered - 61_000),
    ['order entry-after-witness'],
    trusting,
  );
  bench.add('accepted-ed25519-alone', of(await log.checkpoint([ed25519])), []);
  bench.add(
    'refused-checkpoint-without-the-witness',
    accepted,
    ['checkpoint policy-quorum-not-met', ...noInclusion],
    trusting,
  );
  bench.add('refused-checkpoint-line-unknown', of(witnessed), ['checkpoint checkpoint-line-unknown']);
  bench.add('refused-checkpoint-of-another-log', of(other), [
    'checkpoint signature-none-known',
    'checkpoint policy-log-unknown',
    ...noInclusion,
  ]);
  bench.add('refused-checkpoint-by-another-key', of(forged), [
    'checkpoint signature-none-known',
    'checkpoint policy-log-signature-missing',
    ...noInclusion,
  ]);
  bench.add(
    'refused-checkpoint-of-another-size',
    of(accepted.checkpoint.replace(`\n${log.entries.length}\n`, '\n999\n')),
    [
      'checkpoint signature-invalid',
      'checkpoint signature-invalid',
      'checkpoint signature-none-known',
      'checkpoint policy-log-signature-missing',
      ...noInclusion,
    ],
  );
  bench.add('refused-checkpoint-before-the-entry', of(early), [
    'inclusion 0 inclusion-proof-length',
    'inclusion 1 inclusion-proof-length',
    'inclusion 2 inclusion-proof-length',
    'inclusion 3 inclusion-index',
  ]);
}

function entryCases(bench: ProofBench, log: ProofLog, accepted: ProofFile): void {
  const [founding, enrolment, certificate, offer] = accepted.entries as readonly [
    ProvedEntry,
    ProvedEntry,
    ProvedEntry,
    ProvedEntry,
  ];
  const of = (...entries: ProvedEntry[]): ProofFile => ({ ...accepted, entries });
  const last = (changes: Partial<ProvedEntry>): ProofFile =>
    of(founding, enrolment, certificate, { ...offer, ...changes });
  const note = offer.note.replace('Engineers', 'Engineerz');
  const [time] = /\d{13}/.exec(offer.entry) ?? [''];
  const earlier = offer.entry.replace(time, String(Number(time) - 1));
  bench.add('refused-note-altered', last({ note }), [
    'entry 3 entry-commits-to-other-notice',
    'signature 3 signature-invalid',
  ]);
  const { note: another } = log.prove(offer.index + 2); // an offer as well, rightly signed
  bench.add('refused-note-of-another-entry', last({ note: another }), [
    'entry 3 entry-commits-to-other-notice',
  ]);
  bench.add('refused-note-not-canonical', last({ note: offer.note.replace(',', ', ') }), [
    'notice 3 json-not-canonical',
    'entry 3 not-reached',
    'measure 3 not-reached',
    'signature 3 not-reached',
  ]);
  bench.add('refused-entry-backdated', last({ entry: earlier }), ['inclusion 3 inclusion-root']);
  bench.add('refused-entry-of-four-lines', last({ entry: `${offer.entry}\n` }), [
    'entry 3 entry-form',
    'inclusion 3 inclusion-root',
    'signature 3 not-reached',
  ]);
  bench.add('refused-index-of-its-neighbour', last({ index: offer.index - 1 }), [
    'inclusion 3 inclusion-root',
  ]);
  bench.add(
    'refused-proof-hash-of-31-bytes',
    last({ hashes: offer.hashes.map((_hash, i) => (i === 0 ? 'A'.repeat(42).slice(0, 40) : _hash)) }),
    ['inclusion 3 proof-hash-form'],
  );
  bench.add('refused-proof-hash-missing', last({ hashes: offer.hashes.slice(1) }), [
    'inclusion 3 inclusion-proof-length',
  ]);
  bench.add('refused-proof-hashes-swapped', last({ hashes: offer.hashes.toReversed() }), [
    'inclusion 3 inclusion-root',
  ]);
  bench.add('refused-entries-swapped', of(founding, certificate, enrolment, offer), [
    'signature 1 key-unknown',
    'signature 1 participant-not-enrolled',
    'signature 3 key-unknown',
    'order order-index',
    'order order-time',
  ]);
  bench.add('refused-entry-twice', of(founding, enrolment, certificate, offer, offer), ['order order-index']);
  bench.add('refused-certificate-missing', of(founding, enrolment, offer), ['signature 2 key-unknown']);
  bench.add('refused-certificate-of-another-state', of(founding, log.prove(2), log.prove(5), offer), [
    'signature 3 key-unknown',
  ]);
  bench.add('refused-founding-missing', of(enrolment, certificate, offer), [
    'signature 0 step-not-yours',
    'signature 0 key-unknown',
    'signature 0 organisation-not-founded',
    'signature 1 key-unknown',
    'signature 1 organisation-not-founded',
    'signature 2 key-unknown',
    'order order-first',
  ]);
}

function measureCases(bench: ProofBench, accepted: ProofFile): void {
  const [keys, visits] = accepted.measures as readonly [Measure, Measure];
  const of = (...measures: Measure[]): ProofFile => ({ ...accepted, measures });
  const steps = visits.steps.map((step) => ({ ...step, offices: ['anybody'] }));
  const open = { ...visits, steps };
  const missing = ['measure 3 measure-missing', 'signature 3 not-reached'];
  bench.add('refused-measure-missing', of(keys), missing);
  bench.add('refused-measure-definition-changed', of(keys, open), [
    'measure 3 measure-hash-differs',
    'signature 3 not-reached',
  ]);
  bench.add('refused-measure-renamed', of(keys, { ...visits, id: 'visit' }), [
    'measure 3 measure-hash-differs',
    'signature 3 not-reached',
  ]);
  bench.add('refused-measure-hash-of-another', of(keys, { ...visits, hash: 'ab'.repeat(32) }), [
    'file measure-unneeded',
    ...missing,
  ]);
  bench.add('refused-two-definitions-of-one-name', of(keys, { ...open, hash: 'ab'.repeat(32) }, visits), [
    'file measure-unneeded',
  ]);
  bench.add('refused-measure-twice', of(keys, visits, visits), ['file measure-unneeded']);
}

/** What a dishonest log took in: it holds them, and signed for it. */
async function logCases(bench: ProofBench, log: ProofLog, chain: number[], signers: Signer[]): Promise<void> {
  const wrong: Readonly<Record<string, readonly [number[], string[]]>> = {
    'key-expired': [[...chain, 10], ['signature 4 key-expired']],
    'time-goes-back': [chain, ['order order-time']],
    'signed-by-another-state': [[0, 1, 2, 4, 5], ['signature 5 key-of-another-participant']],
    'signed-by-an-office-not-of-the-step': [[...chain, 8], ['signature 4 office-not-allowed']],
    'enrolled-by-a-state': [chain, ['signature 3 step-not-yours']],
    'founded-again': [chain, ['signature 3 organisation-already-founded']],
    'key-certified-again': [chain, ['signature 3 key-in-use']],
    'written-for-another-log': [chain, ['notice 3 log-other', 'signature 3 key-unknown']],
    'seen-before-it-was': [chain, ['order not-before-unknown']],
    'step-not-of-the-measure': [chain, ['measure 3 step-unknown', 'signature 3 not-reached']],
  };
  for (const [name, place] of log.wrong) {
    const [before, failed] = wrong[name] ?? [[], []];
    bench.add(`refused-${name}`, await log.file([...before, place], signers), failed);
  }
}
