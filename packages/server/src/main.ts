import { pino } from 'pino';
import { parseConfig } from './config.ts';
import { errorInLog } from './error-in-log.ts';
import { sentenceOfStart } from './start-sentence.ts';
import { startServer } from './start-server.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** `npm start` ends here: reads the settings, starts, and stops when told to. */
async function main(): Promise<void> {
  const parsed = parseConfig(process.env, process.cwd());
  if (!parsed.ok) {
    for (const { sentence } of parsed.findings) process.stderr.write(`${sentence}\n`);
    process.exitCode = 2;
    return;
  }
  const { config } = parsed;
  const logger = pino(
    { level: config.logLevel, redact: ['*.authorization', '*.cookie'], serializers: { err: errorInLog } },
    pino.destination(2),
  );
  try {
    const running = await startServer(config, logger);
    process.stdout.write(`Rapport is ready at ${running.url}\n`);
    stopOnSignal(running.close);
  } catch (error) {
    process.stderr.write(`${sentenceOfStart(error, config)}\n`);
    logger.debug({ err: error });
    process.exitCode = 1;
  }
}

await main();
