import { encodeUtf8, type JsonObject, sha256 } from '@rapport/record';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { countRecipients } from './age-file.ts';
import { commitmentTo, encodeContent, parseContent } from './content.ts';
import {
  hasRecipientForm,
  lockIdentities,
  makeSealingKey,
  recipientOf,
  type SealingKeyPair,
  unlockIdentities,
} from './keys.ts';
import { openFile, openText, readDisclosed, sealAnew } from './open.ts';
import { type SealedNotice, sealNotice } from './seal.ts';

const salt = sha256(encodeUtf8('a salt of the tests'));
const answers = { text: 'Where and when, and who.', people: 3 };
const file = { name: 'plan.pdf', mediaType: 'application/pdf', bytes: encodeUtf8('the plan') };

let [sender, reader, stranger]: SealingKeyPair[] = [];
let notice: SealedNotice;
beforeAll(async () => {
  [sender, reader, stranger] = await Promise.all([makeSealingKey(), makeSealingKey(), makeSealingKey()]);
  notice = await sealNotice(answers, [file], [key(sender).recipient, key(reader).recipient], salt);
});

function key(pair: SealingKeyPair | undefined): SealingKeyPair {
  if (pair === undefined) throw new Error('no key was made');
  return pair;
}

const textOf = ({ parts }: SealedNotice): Uint8Array => parts[0]?.bytes ?? new Uint8Array();

describe('a sealed notice', () => {
  test('is read by those it is sealed to, its files too, and by nobody else', async () => {
    for (const pair of [sender, reader]) {
      const opened = await openText(textOf(notice), notice.sealed, [key(pair).identity]);
      if (!opened.ok) throw new Error(opened.code);
      expect(opened.content.answers).toEqual(answers);
      const [named] = opened.content.files;
      const [, part] = notice.parts;
      if (named === undefined || part === undefined) throw new Error('the file is missing');
      expect(named).toMatchObject({ name: 'plan.pdf', mediaType: 'application/pdf', sealedAs: part.sha256 });
      expect(await openFile(part.bytes, named, [key(pair).identity])).toEqual({
        ok: true,
        bytes: file.bytes,
      });
    }
    const { identity } = key(stranger);
    expect(await openText(textOf(notice), notice.sealed, [identity])).toEqual({
      ok: false,
      code: 'sealed-not-for-you',
    });
    expect(countRecipients(textOf(notice))).toBe(2);
  });

  test('gives nothing of its words away, nor their exact length', async () => {
    const bytes = Buffer.concat(notice.parts.map((part) => part.bytes)).toString('latin1');
    for (const word of ['Where', 'plan.pdf', 'application/pdf', 'the plan'])
      expect(bytes).not.toContain(word);
    const other = await sealNotice({ text: '-' }, [], [key(sender).recipient, key(reader).recipient], salt);
    expect(textOf(other)).toHaveLength(textOf(notice).length);
  });

  test('with any byte changed is not taken for what was sealed', async () => {
    const text = textOf(notice);
    const places = [0, 30, 900, text.length - 1100, text.length - 20, text.length - 1];
    for (const at of places) {
      const changed = text.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      const opened = await openText(changed, notice.sealed, [key(reader).identity]);
      expect([at, opened.ok]).toEqual([at, false]);
    }
  });

  test('cannot tell one reader this and another that: the signed commitment is one', async () => {
    const other = await sealNotice({ text: 'something else' }, [], [key(reader).recipient], salt);
    expect(await openText(textOf(other), notice.sealed, [key(reader).identity])).toEqual({
      ok: false,
      code: 'sealed-commitment',
    });
  });

  test('is sealed anew for a new officer, and shown to anybody by who holds its words', async () => {
    const anew = await sealAnew(textOf(notice), [key(reader).identity], [key(stranger).recipient]);
    if (typeof anew === 'string') throw new Error(anew);
    const opened = await openText(anew, notice.sealed, [key(stranger).identity]);
    if (!opened.ok) throw new Error(opened.code);
    expect(opened.content.answers).toEqual(answers);
    expect(readDisclosed(opened.bytes, notice.sealed)).toMatchObject({ ok: true, content: { answers } });
    const changed = opened.bytes.slice();
    changed[40] = (changed[40] ?? 0) ^ 1;
    expect(readDisclosed(changed, notice.sealed)).toEqual({ ok: false, code: 'sealed-commitment' });
    expect(await sealAnew(textOf(notice), [key(stranger).identity], [key(stranger).recipient])).toBe(
      'sealed-not-for-you',
    );
  });

  test('with one weaker recipient is refused, whoever could open it', async () => {
    const weak = await identityToRecipient(await generateX25519Identity());
    const encrypter = new Encrypter();
    for (const recipient of [key(reader).recipient, weak]) encrypter.addRecipient(recipient);
    const mixed = await encrypter.encrypt(notice.content);
    expect(await openText(mixed, notice.sealed, [key(reader).identity])).toEqual({
      ok: false,
      code: 'sealed-weak',
    });
    const passphrase = new Encrypter();
    passphrase.setScryptWorkFactor(2);
    passphrase.setPassphrase('open');
    const locked = await passphrase.encrypt(notice.content);
    expect(await openText(locked, notice.sealed, [key(reader).identity])).toEqual({
      ok: false,
      code: 'sealed-weak',
    });
  });

  test('a file that is not the one named is refused', async () => {
    const opened = await openText(textOf(notice), notice.sealed, [key(reader).identity]);
    const named = opened.ok ? opened.content.files[0] : undefined;
    if (named === undefined) throw new Error('the file is missing');
    const other = await sealNotice(
      {},
      [{ ...file, bytes: encodeUtf8('a plan') }],
      [key(reader).recipient],
      salt,
    );
    const part = other.parts[1]?.bytes ?? new Uint8Array();
    expect(await openFile(part, named, [key(reader).identity])).toEqual({
      ok: false,
      code: 'sealed-file-differs',
    });
  });
});

describe('hostile bytes', () => {
  test('are answered, never thrown at', async () => {
    const { identity } = key(reader);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), fc.nat(3000), async (bytes, at) => {
        const spoilt = textOf(notice).slice();
        spoilt.set(bytes.subarray(0, Math.max(0, spoilt.length - at)), Math.min(at, spoilt.length));
        for (const one of [bytes, spoilt])
          expect(await openText(one, notice.sealed, [identity])).toHaveProperty('ok');
        expect(parseContent(bytes)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  test('a content has one spelling', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())), (said) => {
        const bytes = encodeContent({ answers: said as JsonObject, files: [] }, salt);
        expect(bytes.length % 1024).toBe(0);
        expect(parseContent(bytes)).toEqual({ answers: { ...said }, files: [] });
        const more = new Uint8Array(bytes.length + 1024).fill(0x20);
        more.set(bytes);
        expect(parseContent(more)).toBeUndefined();
        expect(commitmentTo(more)).not.toBe(commitmentTo(bytes));
      }),
    );
  });

  test('a copy of keys opens with its passphrase alone', async () => {
    const identities = [key(sender).identity, key(reader).identity];
    const copy = await lockIdentities(identities, 'four words of mine here');
    expect(await unlockIdentities(copy, 'four words of mine here')).toEqual(identities);
    expect(await unlockIdentities(copy, 'other words')).toBeUndefined();
    expect(await unlockIdentities(encodeUtf8(identities.join('\n')), 'x')).toBeUndefined();
    expect(await unlockIdentities(await lockIdentities(['no key'], 'x'), 'x')).toBeUndefined();
  });

  test('keys of other kinds are none', async () => {
    const pair = await makeSealingKey();
    expect(await recipientOf(pair.identity)).toBe(pair.recipient);
    expect(hasRecipientForm(pair.recipient)).toBe(true);
    for (const text of [
      '',
      'age1',
      pair.recipient.toUpperCase(),
      `${pair.recipient}q`,
      pair.recipient.slice(1),
    ])
      expect(hasRecipientForm(text)).toBe(false);
    const weak = await generateX25519Identity();
    for (const text of [
      '',
      weak,
      pair.identity.toLowerCase(),
      `${pair.identity.slice(0, -1)}B`,
      'AGE-SECRET-KEY-PQ-1',
    ])
      expect(await recipientOf(text)).not.toBe(pair.recipient);
  });
});
