import { parseAtomFeed } from 'feedsmith';
import { expect, test } from 'vitest';
import { atomOf } from './feed.ts';

const notice = {
  id: 'ab'.repeat(32),
  index: 7,
  takenIn: 1_800_000_000_000,
  reference: 'CICA/NOT/XA/2027/0012',
  thread: 'ab'.repeat(32),
  participant: 'XA',
  measure: { id: 'm', edition: '1' },
  measureTitle: { en: 'A measure' },
  stepTitle: { en: 'A step', ru: 'Шаг' },
  subject: { value: '</title>]]><script>alert(1)</script>\u0000\ud800 & more' },
};

const parts = {
  origin: 'https://rapport.example',
  path: '/feeds/released.atom',
  log: 'example/log',
  title: 'Released',
  updated: 1_800_000_000_000,
  notices: [notice],
  nameOf: () => 'First <state>',
};

test('a hostile subject stays text, and any reader takes the feed', () => {
  const atom = atomOf({ ...parts, language: 'en' });
  const { entries = [] } = parseAtomFeed(atom);
  expect(entries[0]?.title?.value).toBe('A step: </title>]]><script>alert(1)</script> & more');
  expect(entries[0]?.links?.[0]?.href).toBe(`https://rapport.example/notices/${notice.id}`);
  expect(entries[0]?.authors?.[0]?.name).toBe('First <state>');
});

test('a code of a list is not shown as words, and the language is the one asked for', () => {
  const coded = { ...notice, subject: { value: 'XB', list: 'participants' } };
  const { entries = [] } = parseAtomFeed(atomOf({ ...parts, notices: [coded], language: 'ru' }));
  expect(entries[0]?.title?.value).toBe('Шаг');
});
