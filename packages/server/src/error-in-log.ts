import { stdSerializers } from 'pino';

/**
 * How an error stands in a line of the log. The database driver hangs the connection that was lost on its errors, keys and
 * all: what an error carries beside its own words is left out.
 *
 * @returns name, message, stack, code, and the same of its causes
 */
export function errorInLog(error: Error): Record<string, unknown> {
  const { type, message, stack } = stdSerializers.err(error);
  const { code, cause } = error as Error & { code?: unknown };
  return {
    ...{ type, message, stack },
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(cause instanceof Error ? { cause: errorInLog(cause) } : {}),
  };
}
