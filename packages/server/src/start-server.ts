import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Organisation } from '@rapport/measures';
import { encodePolicy } from '@rapport/record';
import type { Logger } from 'pino';
import { type App, closeApp, createApp, type Server } from './app.ts';
import { refreshClocks } from './clocks/rebuild-clocks.ts';
import type { Config } from './config.ts';
import { openDataFolder, writeWhole } from './data-folder.ts';
import { connect, type Db } from './db/connect.ts';
import { startEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { beginDemonstration } from './demonstration/demonstration.ts';
import { openDemonstrationKeys } from './demonstration/demonstration-keys.ts';
import { playYear } from './demonstration/invented-year.ts';
import { EventStreams } from './events/event-stream.ts';
import { LiveUpdates } from './events/live-updates.ts';
import { LogListener } from './events/log-listener.ts';
import { fileDelivered, judgeDelivered } from './filing/file-delivered.ts';
import { NoticeFiler } from './filing/notice-filer.ts';
import { RegistersInLog } from './filing/registers-in-log.ts';
import { createMetrics } from './health/metrics.ts';
import { JobRunner } from './jobs/job-runner.ts';
import { registeredTasks } from './jobs/registered-tasks.ts';
import { checkLogAtStart } from './log/check-at-start.ts';
import { checkIdentity, checkNeverSigned, checkOrigin, readIdentity } from './log/identity.ts';
import { openKeyCommand } from './log/key-command.ts';
import { KnownHead, type TreeRoot } from './log/known-head.ts';
import { type LogKey, openLogKey } from './log/log-key.ts';
import { readHead } from './log/log-store.ts';
import { NewestSigned } from './log/newest-signed.ts';
import { Publisher } from './log/publisher.ts';
import { policyOf } from './log/routes.ts';
import { DatabaseTiles } from './log/tile-reader.ts';
import { openMail } from './mail/mail-parts.ts';
import { mailNudge } from './mail/mail-tasks.ts';
import { loadFolder, loadOrganisation } from './organisation/load.ts';
import { noProviders, readProviders } from './people/providers.ts';
import { SearchIndex } from './search/search-index.ts';
import { openChallenges } from './sessions/challenge.ts';
import { findLive } from './sessions/session-store.ts';
import { checkWitnesses } from './witnesses/check-witnesses.ts';
import { noWitnesses, readWitnesses, type Witnessing } from './witnesses/read-witnesses.ts';
import { Witnesses } from './witnesses/witnesses.ts';

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  /** Takes nothing more in, answers what is under way, lets everything go. */
  close(): Promise<void>;
}

/** The origin of an organisation's log: a demonstration's is never the real one. */
export function originOf(organisation: Organisation, mode: Config['mode']): string {
  return mode === 'demonstration' ? `demonstration.${organisation.origin}` : organisation.origin;
}

/** What is let go at the end, the newest first. */
export type Closers = (() => Promise<void> | void)[];

/**
 * Starts a server: data folder, organisation, database, log, demonstration, then the port.
 *
 * @param now - POSIX milliseconds; the machine's clock but for tests
 * @throws with a sentence for the operator where it cannot start; everything is let go then
 */
export async function startServer(
  config: Config,
  logger: Logger,
  machineNow: () => number = Date.now,
): Promise<RunningServer> {
  const clock = settableClock(machineNow);
  const { now } = clock;
  const closers: Closers = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    const { server, databaseUrl } = await openServer(config, logger, now, closers);
    const app = await createApp(server, logger);
    closers.push(() => closeApp(app));
    await listenToLog(server, databaseUrl, logger, closers);
    await begin(server, config, clock);
    const url = await listen(app, config);
    server.mail.publicUrl ??= url;
    startJobs(server, databaseUrl, logger, closers);
    return { url, close };
  } catch (error) {
    await close().catch((closing: unknown) => logger.error({ err: closing }, 'while stopping'));
    throw error;
  }
}

/** A clock that runs with the machine's but for the time in which an invented year is played. */
function settableClock(machineNow: () => number) {
  let set: number | undefined;
  return {
    now: (): number => set ?? machineNow(),
    machineNow,
    set: (at: number | undefined): void => {
      set = at;
    },
  };
}

/** Begins the demonstration, with a year of invented acts where it is asked for and everybody is invented. */
async function begin(
  { demonstration, organisation }: Server,
  config: Config,
  clock: ReturnType<typeof settableClock>,
): Promise<void> {
  if (demonstration === undefined) return;
  const isYear = config.inventedYear && organisation.invented === true && (await demonstration.size()) === 0;
  if (!isYear) return beginDemonstration(demonstration);
  const until = clock.machineNow();
  clock.set(until - 365 * 86_400_000);
  await beginDemonstration(demonstration);
  const { threads } = loadFolder(config.organisation);
  await playYear({ ...demonstration, threads, setClock: clock.set }, until);
  clock.set(undefined);
}

/** Runs jobs beside the requests, from the time at which the server listens. */
function startJobs(server: Server, databaseUrl: string, logger: Logger, closers: Closers): void {
  if (!server.config.jobs) return;
  const onError = (error: unknown, what: string): void => logger.warn({ err: error, what }, 'jobs');
  const runner = new JobRunner({ ...registeredTasks(server), databaseUrl, now: server.now, onError });
  closers.push(() => runner.close());
  runner.start();
}

/** Listens where the settings say. @returns the address */
export async function listen(app: App, { host, port }: Config): Promise<string> {
  await app.listen({ host, port });
  const address = app.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}

/**
 * Opens everything but the port: what tests call too. What is to be let go is added to `closers` as it
 * is opened.
 */
export async function openServer(
  config: Config,
  logger: Logger,
  now: () => number,
  closers: Closers,
): Promise<{ server: Server; databaseUrl: string }> {
  openDataFolder(config.data);
  const organisation = loadOrganisation(config.organisation);
  const databaseUrl = await openDatabase(config, logger, closers);
  await migrate(databaseUrl);
  const db = connect(databaseUrl, (error) => logger.warn({ err: error }, 'a database connection was lost'));
  closers.push(() => db.end());
  const origin = originOf(organisation, config.mode);
  const logKey = await openKey(config, db, origin);
  const tiles = new DatabaseTiles(db);
  const checked = await checkLogAtStart({ db, tiles, organisation, origin, logKey, folder: config.data });
  for (const warning of checked.warnings) logger.warn(warning);
  const witnessing = config.witnesses === undefined ? noWitnesses : readWitnesses(config.witnesses);
  const keys = [logKey.ed25519.key, logKey.mlDsa44];
  const own = { origin, keys, tiles, head: checked.head };
  for (const warning of await checkWitnesses(witnessing.witnesses, own)) logger.warn(warning);
  const parts = {
    config,
    organisation,
    origin,
    db,
    tiles,
    logKey,
    checked: checked.head,
    witnessing,
    now,
    logger,
    closers,
  };
  const server = await assemble(parts);
  writeWhole(join(config.data, 'policy'), server.policy);
  return { server, databaseUrl };
}

async function openDatabase(config: Config, logger: Logger, closers: Closers): Promise<string> {
  if (config.databaseUrl !== undefined) return config.databaseUrl.reveal();
  const embedded = await startEmbedded(join(config.data, 'postgresql'), {}, (error) =>
    logger.error({ err: error }, 'built-in database'),
  );
  closers.push(() => embedded.stop());
  return embedded.url;
}

async function openKey(config: Config, db: Db, origin: string): Promise<LogKey> {
  const identity = await readIdentity(db);
  checkOrigin(identity, origin);
  if (identity === undefined) checkNeverSigned(config.data);
  const key =
    config.logKeyCommand === undefined
      ? openLogKey(config.data, origin, config.logKeyPassphrase?.reveal(), identity === undefined)
      : await openKeyCommand(config.logKeyCommand, origin);
  await checkIdentity(db, origin, key);
  return key;
}

interface Parts {
  readonly config: Config;
  readonly organisation: Organisation;
  readonly origin: string;
  readonly db: Db;
  readonly tiles: DatabaseTiles;
  readonly logKey: LogKey;
  /** The tree of the log as it was checked. */
  readonly checked: TreeRoot;
  readonly witnessing: Witnessing;
  readonly now: () => number;
  readonly logger: Logger;
  readonly closers: Closers;
}

async function assemble(parts: Parts): Promise<Server> {
  const { config, organisation, origin, db, tiles, logKey, now, logger, closers } = parts;
  const abbreviation = organisation.abbreviation['en'] ?? organisation.id;
  const registers = new RegistersInLog(organisation);
  const { publisher, witnesses } = openPublisher(parts);
  closers.push(async () => {
    await publisher.close();
    await witnesses.close();
  });
  // After a crash the stored checkpoint may be behind receipts that were given.
  if (parts.checked.size > 0) await publisher.publish({ origin, ...parts.checked });
  const knownHead = new KnownHead(db, tiles, parts.checked);
  const batch = { organisation, origin, registers, now };
  const filer = new NoticeFiler({ ...batch, db, publisher, knownHead, tiles, abbreviation });
  closers.push(() => filer.close());
  const searchIndex = new SearchIndex(
    db,
    organisation,
    () => filer.isAtWork,
    (error) => logger.warn({ err: error }, 'the index of words waits'),
  );
  closers.push(() => searchIndex.close());
  const streams = new EventStreams((tokens) => findLive(db, tokens));
  closers.push(() => streams.close());
  const readSize = async (): Promise<number> => (await readHead(db)).frontier.size;
  const readRegisters = async () => registers.readTo(db, await readSize());
  const readRegister = async () => (await readRegisters()).keys;
  const { keys } = await readRegisters();
  const read = await refreshClocks(db, organisation, keys);
  if (read !== undefined && read > 0) logger.info({ threads: read }, 'clocks were read anew');
  const prepare = { organisation, registers, tiles, size: readSize, refreshKeys: readRegister, now };
  const file: Server['fileDelivered'] = (delivered) =>
    fileDelivered(delivered, { db, filer, prepare, batch });
  const judge: Server['judgeDelivered'] = (delivered) =>
    judgeDelivered(delivered, { db, filer, prepare, batch });
  const demonstration = {
    organisation,
    origin,
    keys: openDemonstrationKeys(config.data, origin),
    now,
    file: (note: Uint8Array) => file({ note, attachments: {} }),
    size: readSize,
  };
  return {
    config,
    organisation,
    abbreviation,
    origin,
    db,
    logKey,
    logKeys: [logKey.ed25519.key, logKey.mlDsa44],
    policy: encodePolicy(policyOf(logKey, { ...parts.witnessing, quorum: 'none' })),
    witnessedPolicy: encodePolicy(policyOf(logKey, parts.witnessing)),
    witnesses,
    providers: config.signInProviders === undefined ? noProviders : readProviders(config.signInProviders),
    tiles,
    publisher,
    checkpointForProofs: async () => (await publisher.newest())?.note,
    knownHead,
    filer,
    searchIndex,
    streams,
    metrics: createMetrics({ logSize: readSize, streams: () => streams.count }),
    challenges: await openChallenges(db),
    mail: await openMail(config, db),
    now,
    readHead: () => readHead(db),
    readRegister,
    readAdherence: async () => (await readRegisters()).adherence,
    fileDelivered: file,
    judgeDelivered: judge,
    ...(config.mode === 'demonstration' ? { demonstration } : {}),
  };
}

function openPublisher({ config, db, logKey, tiles, witnessing, now, logger }: Parts): {
  publisher: Publisher;
  witnesses: Witnesses;
} {
  const newestSigned = new NewestSigned(config.data, (error) =>
    logger.warn({ err: error }, 'the newest checkpoint could not be kept beside the log key'),
  );
  const onError = (error: unknown): void => logger.error({ err: error }, 'checkpoint not fully signed');
  const witnesses = new Witnesses({
    policy: policyOf(logKey, witnessing),
    tiles,
    store: (size, note) => publisher.storeCosigned(size, note),
    onError: (error) => logger.warn({ err: error }, 'cosignatures could not be kept'),
  });
  const onFullySigned: Witnesses['offer'] = (checkpoint, note) => witnesses.offer(checkpoint, note);
  const publisher = new Publisher({ db, logKey, now, newestSigned, onFullySigned, onError });
  return { publisher, witnesses };
}

async function listenToLog(
  server: Server,
  databaseUrl: string,
  logger: Logger,
  closers: Closers,
): Promise<void> {
  const onError = (error: unknown): void => logger.warn({ err: error }, 'live updates interrupted');
  const updates = new LiveUpdates(server.db, server.streams, server.abbreviation, onError);
  closers.push(() => updates.close());
  const nudgeMail = mailNudge(server, onError);
  const onSize = (size: number): void => {
    updates.tell(size);
    server.searchIndex.follow(size);
    nudgeMail();
  };
  const listener = new LogListener(databaseUrl, onSize, onError);
  await listener.open();
  closers.push(() => listener.close());
}
