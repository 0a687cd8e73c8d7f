import { expect, test } from 'vitest';
import { runTool } from './run-tool.ts';

test('a tool that is content has no faults to show', async () => {
  expect(await runTool(['version', ['typescript/bin/tsc', '--version']])).toEqual({
    name: 'version',
    faults: '',
  });
});

test('a tool that is not content shows what it printed', async () => {
  const { faults } = await runTool(['wrong', ['typescript/bin/tsc', '--no-such-option']]);
  expect(faults).toMatch(/no-such-option/);
});
