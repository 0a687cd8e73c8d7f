import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openTestServer } from './testing/test-server.ts';

const redocly = fileURLToPath(new URL('../../../node_modules/.bin/redocly', import.meta.url));
const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

async function lint(path: string): Promise<{ totals: unknown; problems: { message: string }[] }> {
  const run = promisify(execFile);
  const options = { env: { ...process.env, ...quiet }, maxBuffer: 2 ** 26 };
  const { stdout } = await run(redocly, ['lint', path, '--format=json'], options).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout) as Awaited<ReturnType<typeof lint>>;
}

test('the API description is free of lint and says what every route takes', async () => {
  const test_ = await openTestServer();
  const answer = await test_.app.inject({ url: '/api/openapi.json' });
  const path = join(test_.dataFolder, 'openapi.json');
  writeFileSync(path, answer.payload);
  const { totals, problems } = await lint(path);
  await test_.close();
  expect(problems.map(({ message }) => message)).toEqual([]);
  expect(totals).toEqual({ errors: 0, warnings: 0, ignored: 0 });
  expect(answer.json().openapi).toBe('3.1.0');
  const paths = Object.keys(answer.json().paths);
  expect(paths).toEqual(
    expect.arrayContaining(['/api/v1/notices', '/log/checkpoint', '/log/tile/{file}', '/healthz']),
  );
});
