import type { Server } from '../app.ts';
import type { Tasks } from './job-runner.ts';

/** What features do later: a record of tasks each, put together here. */
export function registeredTasks(_server: Server): { tasks: Tasks; everyMinute: readonly string[] } {
  return {
    tasks: { nothing: async () => undefined },
    everyMinute: [],
  };
}
