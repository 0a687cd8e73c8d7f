import type { webcrypto } from 'node:crypto';
import {
  checkInclusion,
  ed25519Signer,
  encodeUtf8,
  encodeVerifierKey,
  leafHash,
  officeKeyName,
  parseEntry,
  parseNotice,
  parseTlogProof,
  verifyCheckpoint,
} from '@rapport/record';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { suite } from '../log/platform.ts';
import { acknowledgementDraft, exerciseDraft } from '../testing/exercise.ts';
import {
  fileDraft,
  noticeOf,
  openTestServer,
  post,
  signedText,
  type TestServer,
} from '../testing/test-server.ts';

let test_: TestServer;
beforeAll(async () => {
  test_ = await openTestServer();
});
afterAll(() => test_.close());

describe('filing', () => {
  test('a receipt proves by itself that the log holds the notice', async () => {
    const notice = noticeOf(test_, exerciseDraft());
    const text = await signedText(test_, notice);
    const { status, json: receipt } = await post(test_, text);
    expect(status).toBe(201);
    const parsed = parseNotice(encodeUtf8(text));
    const entry = parseEntry(encodeUtf8(receipt.entry));
    const proof = parseTlogProof(receipt.proof);
    if (!parsed.ok || !entry.ok || !proof.ok) throw new Error('the receipt cannot be read');
    expect(entry.value).toEqual({ takenIn: test_.now, noteHash: parsed.value.noteHash });
    const key = test_.server.logKey.ed25519.key;
    const head = await verifyCheckpoint(
      encodeUtf8(proof.value.checkpoint),
      test_.server.origin,
      [key],
      suite,
    );
    if (!head.ok) throw new Error(JSON.stringify(head.findings));
    const { size, root } = head.checkpoint;
    const { index, hashes } = proof.value;
    expect(
      checkInclusion({ index, size, root, leafHash: leafHash(encodeUtf8(receipt.entry)), proof: hashes }),
    ).toEqual([]);
  });

  test('the same bytes give the same receipt, at once and later', async () => {
    const text = await signedText(test_, noticeOf(test_, exerciseDraft()));
    const [first, twin] = await Promise.all([post(test_, text), post(test_, text)]);
    await fileDraft(test_, exerciseDraft());
    const later = await post(test_, text);
    // Either of the two that come at once may be the first.
    expect([first.status, twin.status, later.status].toSorted((a, b) => a - b)).toEqual([200, 200, 201]);
    expect(later.status).toBe(200);
    expect(twin.json).toEqual(first.json);
    expect(later.json).toEqual(first.json);
  });

  test('numbers of a sender have no gap, also after refusals', async () => {
    const numbers: number[] = [];
    for (const measureId of ['exercise-notice', 'exercise-notice']) {
      await post(test_, await signedText(test_, noticeOf(test_, exerciseDraft({ answers: {} }))));
      const { reference } = await fileDraft(test_, exerciseDraft({ measureId }));
      numbers.push(Number(reference.split('/').at(-1)));
    }
    expect((numbers[1] ?? 0) - (numbers[0] ?? 0)).toBe(1);
  });

  test('two hundred filings at once each get their own place', async () => {
    const texts = await Promise.all(
      Array.from({ length: 200 }, async () => signedText(test_, noticeOf(test_, exerciseDraft()))),
    );
    const answers = await Promise.all(texts.map((text) => post(test_, text)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ json }) => json.index)).size).toBe(200);
  });
});

test('the same text under another signature is not taken in a second time', async () => {
  const { privateKey, publicKey } = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  const name = officeKeyName(test_.server.origin, 'KZ', 'signing-officer');
  const second = ed25519Signer(name, privateKey, raw, crypto.subtle);
  const client = await test_.client();
  await client.demonstrationCertificate({
    participant: 'KZ',
    office: 'signing-officer',
    key: encodeVerifierKey(second.key),
  });
  const notice = noticeOf(test_, exerciseDraft());
  expect((await post(test_, await signedText(test_, notice))).status).toBe(201);
  const { status, json } = await post(test_, await signedText(test_, notice, second));
  expect([status, json.findings?.map(({ code }) => code)]).toEqual([422, ['notice-already-filed']]);
});

describe('a thread', () => {
  test('is answered by an addressee and seen by both', async () => {
    const opening = await fileDraft(test_, exerciseDraft());
    const reply = await fileDraft(test_, acknowledgementDraft(opening.id));
    expect(reply.thread).toBe(opening.id);
    for (const participant of ['KZ', 'MN', 'UZ']) {
      const client = await test_.client(participant);
      const { notices } = await client.thread(opening.id);
      expect(notices.map(({ id }) => id)).toEqual([opening.id, reply.id]);
    }
  });

  test('is not there for those it is not addressed to', async () => {
    const opening = await fileDraft(test_, exerciseDraft());
    for (const client of [await test_.client('TJ'), await test_.client()]) {
      await expect(client.thread(opening.id)).rejects.toMatchObject({ problem: { status: 404 } });
      await expect(client.notice(opening.id)).rejects.toMatchObject({ problem: { status: 404 } });
      await expect(client.proofFile(opening.id)).rejects.toMatchObject({ problem: { status: 404 } });
    }
  });

  test('gives a hidden thread and no thread at all the same answer', async () => {
    const hidden = await fileDraft(test_, exerciseDraft());
    const nowhere = 'ab'.repeat(32);
    const asked = await Promise.all(
      [hidden.id, nowhere].map(async (thread) => {
        const draft = acknowledgementDraft(thread, {
          participant: 'TJ',
          audience: { kind: 'named', participants: ['KZ'] },
        });
        return post(test_, await signedText(test_, noticeOf(test_, draft)));
      }),
    );
    expect(asked[0]?.json).toEqual(asked[1]?.json);
    expect(asked[0]?.json.findings?.map(({ code }) => code)).toEqual(['thread-unknown']);
  });

  test('says nothing of a thread to somebody who forges the sender', async () => {
    const opening = await fileDraft(test_, exerciseDraft());
    const wrong = test_.signer('TJ', 'focal-point');
    const codes = await Promise.all(
      [opening.id, 'cd'.repeat(32)].map(async (thread) => {
        const { json } = await post(
          test_,
          await signedText(test_, noticeOf(test_, acknowledgementDraft(thread)), wrong),
        );
        return json.findings?.map(({ code }) => code);
      }),
    );
    expect(codes[0]).toEqual(codes[1]);
    expect(codes[0]).toEqual(['key-of-another-participant']);
  });
});
