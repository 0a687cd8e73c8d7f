import { paths } from '@rapport/api';
import { describe, expect, test } from 'vitest';
import { changesReader, kindOf } from './kinds.ts';

const id = 'ab'.repeat(32);

describe('what is kept of an answer', () => {
  test.each([
    [paths.organisation, 'public'],
    [paths.measure('exercise-notice', '1'), 'public'],
    [paths.list('theatres'), 'public'],
    [paths.checkpoint, 'public'],
    [`${paths.log}/tile/0/000`, 'public'],
    [paths.measureThreads('exercise-notice'), 'personal'],
    [paths.adherence, 'personal'],
    [paths.session, 'personal'],
    [paths.sessions, 'personal'],
    [paths.notices, 'personal'],
    [paths.thread(id), 'personal'],
    [paths.clockItems, 'personal'],
    ['/api/v1/what-is-not-there-yet', 'personal'],
    [paths.events, 'passes'],
    [paths.attachment(id, id), 'passes'],
    [paths.providerCallback, 'passes'],
    ['/api/v1/drafts/1', 'passes'],
    ['/assets/frame-abc.js', 'code'],
  ])('GET %s: %s', (path, kind) => {
    expect(kindOf('GET', 'cors', path)).toBe(kind);
  });

  test.each([
    ['/desk', 'page'],
    [`/threads/${id}`, 'page'],
    ['/log', 'page'],
    ['/verify.html', 'passes'],
    ['/sw.js', 'passes'],
    ['/api/openapi.json', 'passes'],
  ])('opening %s: %s', (path, kind) => {
    expect(kindOf('GET', 'navigate', path)).toBe(kind);
  });

  test('what is sent passes', () => {
    expect(kindOf('POST', 'cors', paths.notices)).toBe('passes');
  });
});

test.each([
  ['DELETE', paths.session, true],
  ['POST', paths.sessions, true],
  ['GET', paths.providerCallback, true],
  ['GET', paths.session, false],
  ['POST', paths.notices, false],
  ['DELETE', paths.sessions, false],
])('%s %s changes the reader: %s', (method, path, changes) => {
  expect(changesReader(method, path)).toBe(changes);
});
