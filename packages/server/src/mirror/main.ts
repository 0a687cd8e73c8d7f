// Serves a mirror that `rapport mirror serve` has verified and tells, part by part, on standard input.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { closeApp } from '../app.ts';
import { parseConfig } from '../config.ts';
import { connect } from '../db/connect.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { errorInLog } from '../error-in-log.ts';
import { sentenceOfStart } from '../start-sentence.ts';
import { type Closers, listen } from '../start-server.ts';
import { stopOnSignal } from '../stop-on-signal.ts';
import { serveMirror } from './serve-mirror.ts';

const [folder = ''] = process.argv.slice(2);
const prefix = 'serving-';
const parsed = parseConfig(process.env, process.cwd());
if (parsed.ok) await serve(parsed.config);
else {
  for (const { sentence } of parsed.findings) process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}

async function serve(config: Parameters<typeof serveMirror>[0]['config']): Promise<void> {
  const logger = pino({ level: config.logLevel, serializers: { err: errorInLog } }, pino.destination(2));
  const closers: Closers = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    // Beside the texts that it is made of, and gone with this process: a view, made anew at every start.
    removeStale(folder);
    const data = join(folder, `${prefix}${process.pid}`);
    mkdirSync(data, { mode: 0o700 });
    closers.push(() => rmSync(data, { recursive: true, force: true }));
    const embedded = await startEmbedded(data, { fsync: 'off', synchronous_commit: 'off' }, (error) =>
      logger.error({ err: error }, 'built-in database'),
    );
    closers.push(() => embedded.stop());
    await migrate(embedded.url);
    const db = connect(embedded.url, (error) =>
      logger.warn({ err: error }, 'a database connection was lost'),
    );
    closers.push(() => db.end());
    const app = await serveMirror({ config, db, input: process.stdin, logger, now: Date.now });
    closers.push(() => closeApp(app));
    process.stdout.write(`Rapport is ready at ${await listen(app, config)}\n`);
    stopOnSignal(close);
  } catch (error) {
    await close().catch((closing: unknown) => logger.error({ err: closing }, 'while stopping'));
    process.stderr.write(`${sentenceOfStart(error, config)}\n`);
    process.exitCode = 1;
  }
}

/** Views that processes left behind which were killed. */
function removeStale(mirror: string): void {
  for (const name of readdirSync(mirror).filter((one) => /^serving-\d+$/.test(one))) {
    if (!isAlive(Number(name.slice(prefix.length))))
      rmSync(join(mirror, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code !== 'ESRCH';
  }
}
