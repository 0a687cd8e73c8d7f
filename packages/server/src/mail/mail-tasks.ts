import type { Server } from '../app.ts';
import { addJob } from '../jobs/add-job.ts';
import type { Tasks } from '../jobs/job-runner.ts';
import { eraseUnconfirmed } from './addresses.ts';
import { deliverDue } from './deliver.ts';
import { followLog } from './follow-log.ts';
import { tidyOutbox } from './outbox.ts';
import { watchClocks } from './watch-clocks.ts';

/** Mail's one task: look through what is new, then send what is due. */
export function mailTasks(server: Server): Tasks {
  return { mail: () => lookAndDeliver(server) };
}

/** Looks through the log and the clocks for what is to be told, and sends what is due. Run twice, it sends nothing twice. */
export async function lookAndDeliver(server: Server): Promise<void> {
  const { db, mail, now } = server;
  while (await followLog(server)) continue;
  await watchClocks(server);
  await eraseUnconfirmed(db, now());
  await tidyOutbox(db, now());
  if (mail.sending === 'none' || mail.publicUrl === undefined) return;
  await deliverDue({ ...server, ...mail, publicUrl: mail.publicUrl });
}

/** How often at most what was taken in is looked through at once, and not with the next minute. */
const nudgeMs = 5000;

/** Has what was taken in looked through soon, without holding anybody up. @param onError - hears that it could not be asked for */
export function mailNudge({ db, config, mail }: Server, onError: (error: unknown) => void): () => void {
  let isAsked = !config.jobs || mail.sending === 'none';
  const ask = async (): Promise<void> => {
    const { rowCount } = await db.query('select from mail_addresses where confirmed_at is not null limit 1');
    if (rowCount === 1) await addJob(db, 'mail', {}, { key: 'mail of the log' });
  };
  return () => {
    if (isAsked) return;
    isAsked = true;
    setTimeout(() => {
      isAsked = false;
      ask().catch(onError);
    }, nudgeMs).unref();
  };
}
