import { describe, expect, test } from 'vitest';
import { runScript } from '../testing/run-script.ts';
import { testSurroundings } from '../testing/surroundings.ts';
import { encodeLockedKey, parseLockedKey, unlockKey } from './locked-key.ts';

const key = { name: 'abc.rapport.invalid/log/XA/root', keyId: '0a1b2c3d', seed: new Uint8Array(32).fill(7) };
const text = encodeLockedKey(key, 'five words nobody joins', new Uint8Array(28).fill(9));

describe('a locked key', () => {
  test('opens with its passphrase, and with no other', () => {
    const locked = parseLockedKey(text);
    if (locked === undefined) throw new Error('not read');
    expect(unlockKey(locked, 'five words nobody joins')).toEqual(key.seed);
    expect(unlockKey(locked, 'five words nobody join')).toBeUndefined();
  });

  test('does not open under another name', () => {
    const locked = parseLockedKey(text.replace('/XA/', '/XB/'));
    if (locked === undefined) throw new Error('not read');
    expect(unlockKey(locked, 'five words nobody joins')).toBeUndefined();
  });

  test.each([
    ['cut', text.slice(0, -9)],
    ['with more after it', `${text}more`],
    ['of another form', text.replace('LOCKED', 'LOCKT')],
    ['empty', ''],
  ])('%s is not read', (_what, changed) => {
    expect(parseLockedKey(changed)).toBeUndefined();
  });

  test('is made, shown and refused as people meet it', async () => {
    const base = testSurroundings();
    const surroundings = { ...base, environment: { RAPPORT_KEY_PASSPHRASE: 'five words nobody joins' } };
    const script = `$ rapport keys root --participant XA --log abc.rapport.invalid/log --out root.key
! The private key is in root.key, readable by you alone. Keep a copy in a safe place.
Name:         abc.rapport.invalid/log/XA/root
Verifier key: <key>
Fingerprint:  <any>
$ show root.key
LOCKED+KEY+abc.rapport.invalid/log/XA/root+<any>
$ rapport keys show root.key --json
{"ok":true,"status":0,"name":"abc.rapport.invalid/log/XA/root","key":"<key>","fingerprint":"<any>"}
`;
    try {
      expect(await runScript(script, surroundings)).toEqual([]);
      const other = { ...base, environment: { RAPPORT_KEY_PASSPHRASE: 'short' } };
      const refused = `$ rapport keys show root.key
! This is not the passphrase of root.key, or the file was changed.
= 2
$ rapport keys root --participant XB --log abc.rapport.invalid/log --out other.key
! A passphrase has 12 characters or more; five or six words that nobody else would put together are good.
= 2
`;
      expect(await runScript(refused, other)).toEqual([]);
    } finally {
      base.remove();
    }
  });
});
