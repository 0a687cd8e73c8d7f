import type { Server } from '../app.ts';
import { sendDraftJob, sendDraftTask } from '../drafts/send-draft.ts';
import { mailTasks } from '../mail/mail-tasks.ts';
import type { Tasks } from './job-runner.ts';

/** What features do later: a record of tasks each, put together here, and which of them are done every minute. */
export function registeredTasks(server: Server): { tasks: Tasks; everyMinute: readonly string[] } {
  return {
    tasks: { [sendDraftJob]: sendDraftTask(server), ...mailTasks(server) },
    everyMinute: ['mail'],
  };
}
