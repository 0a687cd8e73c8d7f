import { expect, test } from 'vitest';
import { checkArrows } from './arrows.ts';

const check = (path: string, text: string) => checkArrows([{ path, text }]);

test.each([
  ['packages/notices/src/check.ts', "import { hash } from '@rapport/record';"],
  ['packages/measures/src/hash.ts', "import { hash } from '@rapport/record';"],
  [
    'packages/server/src/app.ts',
    "import type { Route } from '@rapport/api';\nimport { readFile } from 'node:fs';",
  ],
  ['packages/record/src/tree.test.ts', "import { readFileSync } from 'node:fs';"],
  ['packages/record/src/testing/vectors.ts', "import { readFileSync } from 'node:fs';"],
  [
    'packages/web/src/app.tsx',
    "import { parse } from './filing/draft.ts';\nimport { useState } from 'react';",
  ],
  ['packages/cli/bin/rapport.mjs', "import '../../../tools/bootstrap/node24.mjs';"],
])('%s may: %s', (path, text) => {
  expect(check(path, text)).toEqual([]);
});

test.each([
  ['packages/record/src/tree.ts', "import { x } from '@rapport/measures';", /other way/],
  ['packages/measures/src/form.ts', "export type { X } from '@rapport/notices';", /other way/],
  ['packages/web/src/app.ts', "import { x } from '@rapport/server';", /other way/],
  ['packages/cli/src/main.test.ts', "import { app } from '@rapport/server';", /other way/],
  ['packages/notices/src/a.ts', "const x = 1;\nimport {\n  y,\n} from '@rapport/api';", /other way/],
  ['packages/notices/src/a.ts', "const x = await import('@rapport/server');", /other way/],
  ['packages/server/src/app.ts', "import { x } from '@rapport/record/src/tree.ts';", /past the index/],
  ['packages/server/src/app.ts', "import { x } from '../../record/src/tree.ts';", /leaves server/],
  ['packages/notices/src/now.ts', "import { hrtime } from 'node:process';", /is pure/],
  ['packages/notices/src/now.ts', 'export const today = () => new Date();', /is pure/],
  ['packages/helpers/src/a.ts', '', /not in the drawing/],
])('%s may not: %s', (path, text, sentence) => {
  expect(check(path, text).map((fault) => fault.sentence)).toEqual([expect.stringMatching(sentence)]);
});

test('names the line', () => {
  expect(check('packages/record/src/a.ts', "\n\nimport { a } from 'node:fs';")[0]?.where).toBe(
    'packages/record/src/a.ts:3',
  );
});
