import type { Measure } from '@rapport/measures';
import type { MadeCalendar, NewCalendar, OwnCalendars } from './calendar-shapes.ts';
import type {
  DraftAct,
  DraftChange,
  DraftSaved,
  DraftSent,
  DraftSigned,
  DraftSummary,
  DraftWhole,
  OwnDrafts,
} from './draft-shapes.ts';
import type { MailPreferences, NewMailAddress, OwnMailAddresses, ShownMails } from './mail-shapes.ts';
import type { OfficeDuty, OfficeRules, OfficeView } from './office-shapes.ts';
import { paths } from './paths.ts';
import type {
  LetterRegister,
  NotReceived,
  RegisterMark,
  ReminderRequest,
  SentReminder,
  SentReminders,
} from './secretariat-shapes.ts';
import type {
  AdherenceView,
  Beginning,
  BeginSignIn,
  CertificateRequest,
  Challenge,
  ClockPage,
  ClockSummary,
  DemonstrationOffices,
  EntryListView,
  Filing,
  LogNotices,
  MeasureThreads,
  NoticePage,
  NoticeWhole,
  OrganisationView,
  OwnPeople,
  OwnSessions,
  Problem,
  PublicFacts,
  Receipt,
  RegisterView,
  ReleasedPage,
  SearchPage,
  Session,
  SignIn,
  SignInProviders,
  Thread,
  WitnessedReceipt,
  WitnessesView,
} from './shapes.ts';
import type { Statistics } from './statistics-shapes.ts';

/** What the client needs of a platform's `fetch`. */
export interface Fetched {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  json(): Promise<unknown>;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> },
) => Promise<Fetched>;

/** The server answered, and its answer was no. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

export interface ClientOptions {
  /** Address of the server, without a final slash; empty for the page's own. */
  readonly base: string;
  readonly fetch: Fetch;
  /** Language of sentences in answers. */
  readonly language: string;
  readonly token?: string;
}

export interface NoticeQuery {
  readonly box?: 'received' | 'sent' | 'all';
  readonly measure?: string;
  /** Only notices before this index. */
  readonly before?: number;
  readonly limit?: number;
}

/** What is looked for. Days are `YYYY-MM-DD`, UTC, both included. */
export interface SearchQuery {
  readonly q?: string;
  readonly box?: 'received' | 'sent' | 'all';
  readonly dimension?: string;
  readonly measure?: string;
  /** Sender, addressee or named in the answers. */
  readonly participant?: string;
  readonly state?: string;
  readonly from?: string;
  readonly until?: string;
  readonly before?: number;
  readonly limit?: number;
}

/** What is everybody's: all of it, or a part. */
export interface ReleasedQuery {
  readonly measure?: string;
  readonly dimension?: string;
  readonly participant?: string;
  readonly before?: number;
  readonly limit?: number;
}

export interface RegisterQuery {
  /** Letters of one direction; absent: of both. */
  readonly direction?: 'in' | 'out';
  readonly measure?: string;
  readonly before?: number;
  readonly limit?: number;
}

export interface ClockItemsQuery {
  /** What the reader's participant owes, or what others owe in threads that it opened. */
  readonly side: 'owed' | 'awaited';
  readonly state: 'running' | 'passed' | 'suspended';
  /** The `next` of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

/**
 * The typed client. Every method answers the shape of its route, or throws `ProblemError` with the
 * server's findings; a lost line throws what the platform's fetch throws.
 */
export interface Client {
  organisation(): Promise<OrganisationView>;
  measure(id: string, edition: string): Promise<Measure>;
  register(): Promise<RegisterView>;
  witnesses(): Promise<WitnessesView>;
  list(id: string): Promise<EntryListView>;
  facts(): Promise<PublicFacts>;
  adherence(): Promise<AdherenceView>;
  /** What the reader's participant owes, counted, and its clocks of the year. */
  clocks(): Promise<ClockSummary>;
  clockItems(query: ClockItemsQuery): Promise<ClockPage>;
  /** Threads of a measure, those opened last first. */
  measureThreads(id: string, query: { before?: number; limit?: number }): Promise<MeasureThreads>;
  /** Files a signed note; the same bytes again give the same receipt. */
  file(filing: Filing): Promise<Receipt>;
  notices(query: NoticeQuery): Promise<NoticePage>;
  search(query: SearchQuery): Promise<SearchPage>;
  /** Notices that are everybody's to read, whoever asks. */
  released(query: ReleasedQuery): Promise<ReleasedPage>;
  /** Counts of what everybody may read. */
  statistics(): Promise<Statistics>;
  notice(id: string): Promise<NoticeWhole>;
  thread(id: string): Promise<Thread>;
  /** Notices in log order from index `from` on, for who checks the whole log. */
  logNotices(from: number, limit: number): Promise<LogNotices>;
  /** The second receipt, as far as witnesses have come. */
  witnessedReceipt(id: string): Promise<WitnessedReceipt>;
  /** The proof file's bytes, untrusted. */
  proofFile(id: string): Promise<Uint8Array>;
  challenge(): Promise<Challenge>;
  signIn(signIn: SignIn): Promise<Session>;
  session(): Promise<Session | undefined>;
  signOut(): Promise<void>;
  /** @param note - signed by `signInvitation` */
  invite(note: string): Promise<{ id: string }>;
  people(): Promise<OwnPeople>;
  withdrawInvitation(id: string): Promise<void>;
  signInProviders(): Promise<SignInProviders>;
  /** Where to send the browser to sign in through a provider. */
  beginSignIn(request: BeginSignIn): Promise<Beginning>;
  /** The drafts that the participant's own people share. */
  drafts(): Promise<OwnDrafts>;
  draft(id: string): Promise<DraftWhole>;
  /** Keeps what is written over a revision; another revision is refused, and nothing changes. */
  keepDraft(id: string, change: DraftChange): Promise<DraftSaved>;
  dropDraft(id: string): Promise<void>;
  draftFile(id: string, sha256: string): Promise<Uint8Array>;
  /** @param bytes - in base64 */
  keepDraftFile(id: string, sha256: string, bytes: string): Promise<void>;
  actOnDraft(id: string, act: DraftAct): Promise<DraftSummary>;
  signDraft(id: string, signed: DraftSigned): Promise<DraftSent>;
  /** How the participant's own desk works, and who signs for its offices today. */
  office(): Promise<OfficeView>;
  setOfficeRules(rules: OfficeRules): Promise<OfficeView>;
  /** Says of one's own key what colleagues are to know. */
  setOwnDuty(duty: OfficeDuty): Promise<OfficeView>;
  /** Of the secretariat alone: letters in and out, newest first. */
  letterRegister(query: RegisterQuery): Promise<LetterRegister>;
  markLetter(id: string, mark: RegisterMark): Promise<RegisterMark>;
  notReceived(): Promise<NotReceived>;
  /** Reminds the offices of a participant by mail, in words of a template. */
  remind(request: ReminderRequest): Promise<SentReminder>;
  reminders(): Promise<SentReminders>;
  /** Gives a participant a prepared draft, which it alone reads from then on. */
  handOver(id: string, draft: DraftChange): Promise<DraftSaved>;
  /** The sessions of one's own office. */
  ownSessions(): Promise<OwnSessions>;
  endSession(id: string): Promise<void>;
  endOtherSessions(): Promise<void>;
  /** The calendar addresses of one's own office. */
  calendars(): Promise<OwnCalendars>;
  makeCalendar(wanted: NewCalendar): Promise<MadeCalendar>;
  endCalendar(id: string): Promise<void>;
  mailAddresses(): Promise<OwnMailAddresses>;
  enterMailAddress(entered: NewMailAddress): Promise<void>;
  changeMailAddress(id: string, wished: MailPreferences): Promise<void>;
  eraseMailAddress(id: string): Promise<void>;
  confirmMailAddress(code: string): Promise<void>;
  stopMail(code: string): Promise<void>;
  shownMails(): Promise<ShownMails>;
  demonstrationOffices(): Promise<DemonstrationOffices>;
  demonstrationCertificate(request: CertificateRequest): Promise<Receipt>;
  /** Static parts of the log, untrusted bytes. */
  bytes(path: string): Promise<Uint8Array>;
}

/** Makes a client of a server. */
export function createClient(options: ClientOptions): Client {
  const get = async <T>(path: string): Promise<T> => (await ask(options, 'GET', path)).json() as Promise<T>;
  const post = async <T>(path: string, body: unknown): Promise<T> =>
    (await ask(options, 'POST', path, JSON.stringify(body))).json() as Promise<T>;
  const put = async <T>(path: string, body: unknown): Promise<T> =>
    (await ask(options, 'PUT', path, JSON.stringify(body))).json() as Promise<T>;
  const bytes = async (path: string): Promise<Uint8Array> =>
    new Uint8Array(await (await ask(options, 'GET', path)).arrayBuffer());
  return {
    organisation: () => get(paths.organisation),
    measure: (id, edition) => get(paths.measure(id, edition)),
    register: () => get(paths.register),
    witnesses: () => get(paths.witnesses),
    list: (id) => get(paths.list(id)),
    facts: () => get(paths.facts),
    adherence: () => get(paths.adherence),
    clocks: () => get(paths.clocks),
    clockItems: (query) => get(paths.clockItems + encodeQuery(query)),
    measureThreads: (id, query) => get(paths.measureThreads(id) + encodeQuery(query)),
    file: (filing) => post(paths.notices, filing),
    notices: (query) => get(paths.notices + encodeQuery(query)),
    search: (query) => get(paths.search + encodeQuery(query)),
    released: (query) => get(paths.released + encodeQuery(query)),
    statistics: () => get(paths.statistics),
    notice: (id) => get(paths.notice(id)),
    thread: (id) => get(paths.thread(id)),
    logNotices: (from, limit) => get(paths.logNotices + encodeQuery({ from, limit })),
    witnessedReceipt: (id) => get(paths.witnessedReceipt(id)),
    proofFile: (id) => bytes(paths.proofFile(id)),
    challenge: () => post(paths.challenges, {}),
    signIn: (signIn) => post(paths.sessions, signIn),
    session: () => sessionOf(options),
    signOut: async () => void (await ask(options, 'DELETE', paths.session)),
    invite: (note) => post(paths.invitations, { note }),
    people: () => get(paths.people),
    withdrawInvitation: async (id) => void (await ask(options, 'DELETE', paths.invitation(id))),
    signInProviders: () => get(paths.providers),
    beginSignIn: (request) => post(paths.providerBeginning, request),
    drafts: () => get(paths.drafts),
    draft: (id) => get(paths.draft(id)),
    keepDraft: (id, change) => put(paths.draft(id), change),
    dropDraft: async (id) => void (await ask(options, 'DELETE', paths.draft(id))),
    draftFile: (id, sha256) => bytes(paths.draftFile(id, sha256)),
    keepDraftFile: async (id, sha256, base64) =>
      void (await ask(options, 'PUT', paths.draftFile(id, sha256), JSON.stringify({ bytes: base64 }))),
    actOnDraft: (id, act) => post(paths.draftActs(id), act),
    signDraft: (id, signed) => post(paths.draftSigning(id), signed),
    office: () => get(paths.office),
    setOfficeRules: (rules) => put(paths.office, rules),
    setOwnDuty: (duty) => put(paths.ownDuty, duty),
    letterRegister: (query) => get(paths.letterRegister + encodeQuery(query)),
    markLetter: (id, mark) => put(paths.registerMark(id), mark),
    notReceived: () => get(paths.notReceived),
    remind: (request) => post(paths.reminders, request),
    reminders: () => get(paths.reminders),
    handOver: (id, draft) => put(paths.handedOver(id), draft),
    ownSessions: () => get(paths.sessions),
    endSession: async (id) => void (await ask(options, 'DELETE', paths.ownSession(id))),
    endOtherSessions: async () => void (await ask(options, 'DELETE', paths.sessions)),
    calendars: () => get(paths.calendars),
    makeCalendar: (wanted) => post(paths.calendars, wanted),
    endCalendar: async (id) => void (await ask(options, 'DELETE', paths.calendar(id))),
    mailAddresses: () => get(paths.mailAddresses),
    enterMailAddress: async (entered) =>
      void (await ask(options, 'POST', paths.mailAddresses, JSON.stringify(entered))),
    changeMailAddress: async (id, wished) =>
      void (await ask(options, 'PUT', paths.mailAddress(id), JSON.stringify(wished))),
    eraseMailAddress: async (id) => void (await ask(options, 'DELETE', paths.mailAddress(id))),
    confirmMailAddress: async (code) =>
      void (await ask(options, 'POST', paths.mailConfirmations, JSON.stringify({ code }))),
    stopMail: async (code) => void (await ask(options, 'POST', paths.mailStop(code), '{}')),
    shownMails: () => get(paths.mailShown),
    demonstrationOffices: () => get(paths.demonstrationOffices),
    demonstrationCertificate: (request) => post(paths.demonstrationCertificates, request),
    bytes,
  };
}

async function sessionOf(options: ClientOptions): Promise<Session | undefined> {
  const answer = await ask(options, 'GET', paths.session);
  return answer.status === 204 ? undefined : ((await answer.json()) as Session);
}

function encodeQuery(query: object): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&');
  return text === '' ? '' : `?${text}`;
}

async function ask(options: ClientOptions, method: string, path: string, body?: string): Promise<Fetched> {
  const headers: Record<string, string> = { 'accept-language': options.language };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (options.token !== undefined) headers['authorization'] = `Bearer ${options.token}`;
  const init = body === undefined ? { method, headers } : { method, headers, body };
  const answer = await options.fetch(options.base + path, init);
  if (answer.ok) return answer;
  throw new ProblemError(await problemOf(answer));
}

async function problemOf(answer: Fetched): Promise<Problem> {
  const isProblem = answer.headers.get('content-type')?.includes('json') === true;
  if (isProblem) return (await answer.json()) as Problem;
  return { type: 'about:blank', title: `HTTP ${answer.status}`, status: answer.status, code: 'http' };
}
