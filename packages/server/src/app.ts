import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { type MirrorView, noteBytesMax, paths } from '@rapport/api';
import type { Organisation } from '@rapport/measures';
import type { Adherence, Finding, KeyRegister } from '@rapport/notices';
import type { VerifierKey } from '@rapport/record';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import type { Logger } from 'pino';
import { calendarRoutes, publicCalendarRoutes } from './calendars/routes.ts';
import { clockRoutes } from './clocks/routes.ts';
import type { Config } from './config.ts';
import type { Db } from './db/connect.ts';
import type { DemonstrationParts } from './demonstration/demonstration.ts';
import { demonstrationRoutes } from './demonstration/routes.ts';
import { draftRoutes } from './drafts/routes.ts';
import type { EventStreams } from './events/event-stream.ts';
import { eventRoutes } from './events/routes.ts';
import { exportRoutes } from './export/routes.ts';
import type { Filed, NoticeFiler } from './filing/notice-filer.ts';
import type { DeliveredFiling } from './filing/prepare-filing.ts';
import { filingRoutes } from './filing/routes.ts';
import type { Metrics } from './health/metrics.ts';
import { healthRoutes } from './health/routes.ts';
import { addJsonBodies } from './json-body.ts';
import type { KnownHead } from './log/known-head.ts';
import type { LogKey } from './log/log-key.ts';
import type { Head } from './log/log-store.ts';
import type { Publisher } from './log/publisher.ts';
import { logRoutes } from './log/routes.ts';
import type { DatabaseTiles } from './log/tile-reader.ts';
import type { MailParts } from './mail/mail-parts.ts';
import { mailRoutes } from './mail/routes.ts';
import { officeRoutes } from './office/routes.ts';
import { openapiOptions } from './openapi.ts';
import { organisationRoutes } from './organisation/routes.ts';
import { pageRoutes } from './pages/routes.ts';
import type { Providers } from './people/providers.ts';
import { peopleRoutes } from './people/routes.ts';
import { printRoutes } from './print/routes.ts';
import { answerError, sendProblem } from './problems.ts';
import { referenceRoutes } from './reading/by-reference.ts';
import { readingRoutes } from './reading/routes.ts';
import { feedRoutes } from './released/feed-routes.ts';
import { releasedRoutes } from './released/routes.ts';
import { searchRoutes } from './search/routes.ts';
import type { SearchIndex } from './search/search-index.ts';
import { secretariatRoutes } from './secretariat/routes.ts';
import type { Challenges } from './sessions/challenge.ts';
import { recogniseReader } from './sessions/reader.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { statisticsRoutes } from './statistics/routes.ts';
import { witnessRoutes } from './witnesses/routes.ts';
import type { Witnesses } from './witnesses/witnesses.ts';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What the routes that read are given: the parts of a running server, or of a mirror that answers. */
export interface ReadingServer {
  readonly config: Config;
  readonly organisation: Organisation;
  readonly abbreviation: string;
  /** The log's origin. */
  readonly origin: string;
  readonly db: Db;
  readonly logKeys: readonly VerifierKey[];
  /** What trusts this log and judges its witnesses' lines where they are; and the same that demands their quorum. */
  readonly policy: string;
  readonly witnessedPolicy: string;
  readonly witnesses: Pick<Witnesses, 'states' | 'witnessed'>;
  readonly tiles: DatabaseTiles;
  readonly publisher: Pick<Publisher, 'newest'>;
  /** The newest checkpoint with the lines that a proof takes along. */
  readonly checkpointForProofs: () => Promise<Uint8Array | undefined>;
  readonly knownHead: KnownHead;
  readonly filer: Pick<NoticeFiler, 'receipt' | 'receiptUnder'>;
  readonly streams: EventStreams;
  readonly searchIndex: SearchIndex;
  readonly metrics: Metrics;
  readonly now: () => number;
  readonly readHead: () => Promise<Head>;
  /** The key register as of the log's present size. */
  readonly readRegister: () => Promise<KeyRegister>;
  /** Who has taken up what, and the editions in force, as of the log's present size. */
  readonly readAdherence: () => Promise<Adherence>;
  /** Set where this is a mirror. */
  readonly mirror?: MirrorView;
}

/** What all routes are given: the parts of one running server, which takes in. */
export interface Server extends ReadingServer {
  readonly logKey: LogKey;
  readonly witnesses: Witnesses;
  readonly publisher: Publisher;
  readonly filer: NoticeFiler;
  readonly challenges: Challenges;
  /** Ministries' own sign-in providers. */
  readonly providers: Providers;
  readonly mail: MailParts;
  readonly fileDelivered: (delivered: DeliveredFiling) => Promise<Filed>;
  /** What the rules would find now; nothing is filed. */
  readonly judgeDelivered: (delivered: DeliveredFiling) => Promise<readonly Finding[]>;
  /** Set in demonstration mode only. */
  readonly demonstration?: DemonstrationParts;
}

/** Puts the application together: the list of features. It does not listen yet. */
export async function createApp(server: Server, logger: Logger): Promise<App> {
  const app = await createFrame(server, logger);
  app.addHook('preHandler', (request, reply) =>
    recogniseReader(request, reply, server.db, server.config.mode),
  );
  filingRoutes(app, server);
  sessionRoutes(app, server);
  peopleRoutes(app, server);
  draftRoutes(app, server);
  officeRoutes(app, server);
  secretariatRoutes(app, server);
  calendarRoutes(app, server);
  await mailRoutes(app, server);
  if (server.demonstration !== undefined) demonstrationRoutes(app, server, server.demonstration);
  await readRoutes(app, server);
  return app;
}

/** What every application has before its routes: limits, headers, answers to what goes wrong. */
export async function createFrame(server: ReadingServer, logger: Logger): Promise<App> {
  const app = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    bodyLimit: 2 * noteBytesMax,
    trustProxy: 'loopback',
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 128 },
    frameworkErrors: answerError,
    requestTimeout: requestMsMax,
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  app.setErrorHandler(answerError);
  leaveTheGone(app);
  app.addHook('preClose', () => server.streams.close());
  addJsonBodies(app);
  await addPlugins(app, server.config.mode);
  app.decorateRequest('reader', 'public');
  app.decorateRequest('session', undefined);
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, 'not-found'));
  return app;
}

/** The features that only read, and the pages: what a mirror has too. */
export async function readRoutes(app: App, server: ReadingServer): Promise<void> {
  healthRoutes(app, server);
  readingRoutes(app, server);
  searchRoutes(app, server);
  printRoutes(app, server);
  exportRoutes(app, server);
  releasedRoutes(app, server);
  feedRoutes(app, server);
  statisticsRoutes(app, server);
  publicCalendarRoutes(app, server);
  clockRoutes(app, server);
  eventRoutes(app, server);
  organisationRoutes(app, server);
  logRoutes(app, server);
  witnessRoutes(app, server);
  app.get(paths.openapi, { schema: { hide: true } }, async () => app.swagger());
  const page = await pageRoutes(app, server);
  referenceRoutes(app, server, page);
}

/** How long a request may take to arrive: attachments over a slow line, but not one byte a second for ever. */
const requestMsMax = 300_000;

/** A client that is gone before its request is looked at has no address to count by, and hears no answer. */
function leaveTheGone(app: App): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.socket.remoteAddress !== undefined) return done();
    void reply.hijack();
    request.raw.destroy();
  });
}

/** How long requests under way are waited for when the server stops. */
const graceMs = 5_000;

/** Takes no more requests, answers those under way, and leaves whoever is silent or slow. */
export async function closeApp(app: App): Promise<void> {
  const force = setTimeout(() => app.server.closeAllConnections(), graceMs);
  await app.close().finally(() => clearTimeout(force));
}

async function addPlugins(app: App, mode: Config['mode']): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: mode === 'production' && { maxAge: 31_536_000 },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('permissions-policy', permissionsPolicy);
  });
  await app.register(cookie);
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip', 'deflate'],
    globalCompression: true,
    // Near to the best of gzip in half its time; the pages' own files were compressed when they were built.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
  });
  await app.register(rateLimit, { global: false });
  await app.register(swagger, openapiOptions);
}

/** Nothing from elsewhere, nothing inline, no eval; pages may not be framed. */
const contentSecurityPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  fontSrc: ["'self'"],
  manifestSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
  // One policy, made once, that allows the one address of the service worker: web/src/offline/register-worker.ts.
  trustedTypes: ['rapport-worker'],
};

/** What a page may ask of the device: its passkeys, and nothing else. */
const permissionsPolicy = [
  'camera=()',
  'display-capture=()',
  'geolocation=()',
  'microphone=()',
  'payment=()',
  'usb=()',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
].join(', ');
