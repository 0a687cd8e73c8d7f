import { expect, test } from 'vitest';
import { citationOf } from './citation.ts';

test('names what is known, in order', () => {
  expect(citationOf(['An organisation', undefined, 'A state', '“A title”'], ', ')).toBe(
    'An organisation, A state, “A title”.',
  );
});

test('a subject over several lines stays one line, and what is empty leaves no comma', () => {
  expect(citationOf(['One\n  title', ' ', 'XX/NOT/XA/2027/0001'], '، ')).toBe(
    'One title، XX/NOT/XA/2027/0001.',
  );
});
