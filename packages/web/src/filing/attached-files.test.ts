import { attachmentBytesMax } from '@rapport/api';
import { encodeHex, encodeUtf8, sha256 } from '@rapport/record';
import { expect, test } from 'vitest';
import { type AttachedFile, attachFile, attachmentsOf } from './attached-files.ts';

const file = (name: string, text = 'abc', type = 'text/plain'): File => new File([text], name, { type });

test('a file is attached with its hash, size and type', async () => {
  const attached = (await attachFile(file('route.txt'), [])) as AttachedFile;
  const said = {
    name: 'route.txt',
    mediaType: 'text/plain',
    size: 3,
    sha256: encodeHex(sha256(encodeUtf8('abc'))),
  };
  expect(attachmentsOf([attached])).toEqual([said]);
});

test.each([
  ['empty', file('a.txt', '')],
  ['name', file('a/b.txt')],
  ['name', file('invoice\u202Efdp.exe')],
  ['name', file('x'.repeat(201))],
  ['too-large', file('a.bin', 'x'.repeat(attachmentBytesMax + 1))],
])('a file is not attached: %s', async (fault, given) => {
  expect(await attachFile(given, [])).toBe(fault);
});

test('the same file is attached once, whatever it is called', async () => {
  const first = (await attachFile(file('a.txt'), [])) as AttachedFile;
  expect(await attachFile(file('b.txt'), [first])).toBe('twice');
});

test('files are limited together', async () => {
  const first = (await attachFile(file('a.bin', 'x'.repeat(attachmentBytesMax)), [])) as AttachedFile;
  expect(await attachFile(file('b.txt'), [first])).toBe('too-large');
});

test('a type that no notice can name is none', async () => {
  const attached = (await attachFile(file('a', 'abc', 'odd'), [])) as AttachedFile;
  expect(attached.mediaType).toBe('application/octet-stream');
});
