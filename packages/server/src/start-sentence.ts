import type { Config } from './config.ts';
import { isConnectionLost, isDiskFull, isRecordDamaged } from './db/connect.ts';
import { remedy } from './log/head-error.ts';

/** Why the server did not start, in the operator's words; errors of our own say it themselves. */
export function sentenceOfStart(
  error: unknown,
  config: Pick<Config, 'host' | 'port' | 'databaseUrl'>,
): string {
  if (!(error instanceof Error)) return `Rapport cannot start: ${String(error)}`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'EADDRINUSE') {
    return `Port ${config.port} on ${config.host} is taken, perhaps by Rapport itself. Stop that program, or give another port: RAPPORT_PORT=8421 npm start`;
  }
  const isListening = 'syscall' in error && error.syscall === 'listen';
  if (isListening && (code === 'EACCES' || code === 'EADDRNOTAVAIL')) {
    return `Rapport may not listen on ${config.host}:${config.port}. Give another RAPPORT_HOST or RAPPORT_PORT.`;
  }
  if (isDiskFull(error))
    return 'There is no room left on the disk. Make room and start again; nothing is lost.';
  if (config.databaseUrl !== undefined && isConnectionLost(error)) {
    return 'The database of RAPPORT_DATABASE_URL does not answer. Is it running, and may this machine reach it?';
  }
  if (config.databaseUrl !== undefined && (code === '28P01' || code === '3D000' || code === '28000')) {
    return 'The database of RAPPORT_DATABASE_URL refuses: its user, password or name is not right.';
  }
  if (isRecordDamaged(error)) {
    return `A part of the database is missing or damaged (${error.message}). ${remedy}`;
  }
  return error.message;
}
