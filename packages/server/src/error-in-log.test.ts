import { pino } from 'pino';
import { expect, test } from 'vitest';
import { errorInLog } from './error-in-log.ts';

/** The line that a logger writes of an error. */
function lineOf(error: unknown): string {
  const lines: string[] = [];
  const logger = pino({ serializers: { err: errorInLog } }, { write: (line: string) => lines.push(line) });
  logger.error({ err: error }, 'a connection was lost');
  return lines.join('');
}

test('an error of the database stands in the log with its words and code, and without the connection', () => {
  const client = { secretKey: 4711, password: 'hush' };
  const lost = Object.assign(new Error('Connection terminated'), { code: '57P01', client });
  const line = lineOf(new Error('while reading', { cause: lost }));
  expect(line).toContain('Connection terminated');
  expect(line).toContain('57P01');
  expect(line).not.toContain('4711');
  expect(line).not.toContain('hush');
});
