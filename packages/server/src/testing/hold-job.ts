// A process that runs the job "hold": says that it has begun, and never ends it. For jobs.test.ts, which kills it.
import { JobRunner } from '../jobs/job-runner.ts';

const hold = async (payload: unknown): Promise<void> => {
  console.log(JSON.stringify(payload));
  await new Promise(() => undefined);
};
new JobRunner({
  databaseUrl: process.argv[2] ?? '',
  tasks: { hold },
  everyMinute: [],
  now: Date.now,
  onError: (error) => console.error(error),
}).start();
