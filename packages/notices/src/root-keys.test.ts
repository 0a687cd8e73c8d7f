import { encodeVerifierKey, type Signer } from '@rapport/record';
import { beforeAll, describe, expect, test } from 'vitest';
import { keysOf } from './key-register.ts';
import {
  certificateDraft,
  fileAll,
  judge,
  logStart,
  registerOf,
  replacementDraft,
  type SampleEntry,
} from './testing/sample-log.ts';
import { sampleOrganisation } from './testing/sample-organisation.ts';
import { exchangeLog, visit } from './testing/sample-threads.ts';
import { type Draft, signDraft, signerOf } from './testing/sign-notice.ts';

const organisation = sampleOrganisation();
const dayMs = 86_400_000;
const march = Date.UTC(2027, 2, 1);
let entries: readonly SampleEntry[] = [];
let old: Signer;
let next: Signer;
let abc: Signer;

beforeAll(async () => {
  ({ entries } = await exchangeLog(organisation));
  [old, next, abc] = await Promise.all([
    signerOf(`${organisation.origin}/XA/root`),
    signerOf(`${organisation.origin}/XA/root`, 'second root'),
    signerOf(`${organisation.origin}/ABC/root`),
  ]);
});

/** The log with one notice more, taken in by whoever signs it. */
async function grown(log: readonly SampleEntry[], draft: Draft, signers: Signer[]): Promise<SampleEntry[]> {
  const signed = await signDraft(organisation, draft, signers);
  const takenIn = logStart + log.length * 60_000;
  expect(await judge(organisation, log, signed, takenIn)).toEqual([]);
  return [...log, { index: log.length, takenIn, id: signed.id, notice: signed.notice, signed }];
}

async function codes(
  log: readonly SampleEntry[],
  draft: Draft,
  signers: Signer[],
  at: number,
): Promise<string[]> {
  const findings = await judge(organisation, log, await signDraft(organisation, draft, signers), at);
  return findings.map(({ code }) => code);
}

const rootDraft = (step: string, answers: Draft['answers'] & object): Draft => ({
  participant: 'XA',
  office: 'root',
  measure: 'keys',
  step,
  answers,
});

describe('a root key that its own participant renews', () => {
  test('signs from that moment on, and the one before it no more', async () => {
    const key = encodeVerifierKey(next.key);
    const log = await grown(entries, rootDraft('renew', { key }), [old, next]);
    const certificate = await certificateDraft(organisation, 'XA', 'planning');
    const now = logStart + log.length * 60_000;
    expect(await codes(log, certificate, [old], now)).toEqual(['key-expired']);
    expect(await codes(log, certificate, [next], now)).toEqual([]);
    expect(keysOf(registerOf(organisation, log), 'XA', 'root')).toHaveLength(2);
  });
});

describe('a root key that the organisation replaces', () => {
  const replaced = () =>
    grown(entries, replacementDraft('XA', encodeVerifierKey(next.key), '2027-03-01T00:00:00Z'), [abc, next]);

  test('waits, for all to see, and then signs in place of the one before', async () => {
    const log = await replaced();
    const certificate = await certificateDraft(organisation, 'XA', 'planning');
    expect(await codes(log, certificate, [next], march - 1)).toEqual(['key-not-yet-valid']);
    expect(await codes(log, certificate, [old], march - 1)).toEqual([]);
    expect(await codes(log, certificate, [next], march)).toEqual([]);
    expect(await codes(log, certificate, [old], march)).toEqual(['key-expired']);
  });

  test('is stopped by the one before, and never signs', async () => {
    const key = encodeVerifierKey(next.key);
    const log = await grown(await replaced(), rootDraft('object', { key }), [old]);
    const certificate = await certificateDraft(organisation, 'XA', 'planning');
    expect(await codes(log, certificate, [next], march)).toEqual(['key-revoked']);
    expect(await codes(log, certificate, [old], march + dayMs)).toEqual([]);
  });

  test('cannot be stopped by itself, by another state, or once it is in force', async () => {
    const log = await replaced();
    const key = encodeVerifierKey(next.key);
    const objection = rootDraft('object', { key });
    const now = logStart + log.length * 60_000;
    expect(await codes(log, objection, [next], now)).toEqual(['key-not-yet-valid']);
    const other = await signerOf(`${organisation.origin}/XB/root`);
    expect(await codes(log, { ...objection, participant: 'XB' }, [other], now)).toEqual([
      'root-replacement-unknown',
    ]);
    expect(await codes(log, objection, [next], march)).toEqual(['root-replacement-unknown']);
  });

  test('is one at a time', async () => {
    const log = await replaced();
    const third = await signerOf(`${organisation.origin}/XA/root`, 'third root');
    const draft = replacementDraft('XA', encodeVerifierKey(third.key), '2027-06-01T00:00:00Z');
    const now = logStart + log.length * 60_000;
    expect(await codes(log, draft, [abc, third], now)).toEqual(['root-replacement-pending']);
    const renewal = rootDraft('renew', { key: encodeVerifierKey(third.key) });
    expect(await codes(log, renewal, [old, third], now)).toEqual(['root-replacement-pending']);
  });
});

describe('an office that signs with several officers together', () => {
  const name = `${organisation.origin}/XA/signing-officer`;
  const requirement = (more: Draft['answers'] & object = {}) =>
    rootDraft('require', { office: 'signing-officer', signatures: 2, ...more });

  test('needs as many different keys', async () => {
    const log = await grown(entries, requirement(), [old]);
    const [first, second] = [await signerOf(name), await signerOf(name, 'XA second, until February')];
    const now = logStart + log.length * 60_000;
    expect(await codes(log, visit('XA', 'offer', ['XB']), [first], now)).toEqual(['signatures-too-few']);
    expect(await codes(log, visit('XA', 'offer', ['XB']), [first, second], now)).toEqual([]);
    expect(await codes(entries, visit('XA', 'offer', ['XB']), [first], now)).toEqual([]);
  });

  test('under the measures named alone, and no longer than its participant wants', async () => {
    const first = await signerOf(name);
    const elsewhere = await grown(entries, requirement({ measures: ['keys'] }), [old]);
    const now = logStart + elsewhere.length * 60_000;
    expect(await codes(elsewhere, visit('XA', 'offer', ['XB']), [first], now)).toEqual([]);
    const log = await grown(await grown(entries, requirement(), [old]), requirement({ signatures: 1 }), [
      old,
    ]);
    expect(await codes(log, visit('XA', 'offer', ['XB']), [first], now + 60_000)).toEqual([]);
  });

  test('still files a log through the usual way', async () => {
    const certificate = await certificateDraft(organisation, 'XA', 'planning');
    expect(await fileAll(organisation, entries, [requirement(), certificate])).toHaveLength(
      entries.length + 2,
    );
  });
});
