import type { Problem } from '@rapport/api';
import { type Finding, sentenceOf } from '@rapport/notices';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isConnectionLost, isDiskFull, isRecordDamaged } from './db/connect.ts';
import { FilerClosedError } from './filing/notice-filer.ts';
import { HeadError } from './log/head-error.ts';
import { PrinterBusyError } from './print/printer-busy-error.ts';

/** The server's own refusals: what each means in HTTP and in the reader's language. */
const problems = {
  findings: { status: 422, en: 'The notice cannot be taken in.', ru: 'Уведомление не может быть принято.' },
  'not-found': {
    status: 404,
    en: 'There is nothing here, or nothing that you may see.',
    ru: 'Здесь ничего нет или нет ничего, что вам доступно.',
  },
  erased: {
    status: 410,
    en: 'Its sender has erased this notice. Its place in the record and the erasure itself can still be read and proved.',
    ru: 'Отправитель стёр это уведомление. Его место в журнале и само стирание по-прежнему можно прочесть и доказать.',
  },
  'note-for-public': {
    status: 409,
    en: 'A note verbale goes between offices, never to the public. Print this notice as a letter.',
    ru: 'Вербальная нота направляется ведомствам, но не общественности. Напечатайте это уведомление как письмо.',
  },
  'note-outside': {
    status: 409,
    en: 'A note verbale goes between offices of states and of the organisation alone; this notice has another sender or addressee. Print it as a letter.',
    ru: 'Вербальными нотами обмениваются только ведомства государств и организации; у этого уведомления иной отправитель или адресат. Напечатайте его как письмо.',
  },
  'note-answered': {
    status: 409,
    en: 'A note is answered by a note. Print this notice as a note verbale.',
    ru: 'На ноту отвечают нотой. Напечатайте это уведомление как вербальную ноту.',
  },
  'print-sealed': {
    status: 409,
    en: 'What this notice says is sealed, and the server cannot read it. Open it in your browser and print the page from there.',
    ru: 'Текст этого уведомления запечатан, и сервер не может его прочесть. Вскройте его в браузере и напечатайте страницу оттуда.',
  },
  'mirror-takes-nothing': {
    status: 405,
    en: "This is a mirror: it shows what it holds and takes nothing in. File and sign in at the organisation's own server.",
    ru: 'Это зеркало: оно показывает то, что хранит, и ничего не принимает. Подавайте уведомления и входите на сервере организации.',
  },
  'mirror-elsewhere': {
    status: 421,
    en: 'This mirror answers under the name of this machine alone.',
    ru: 'Это зеркало отвечает только под именем этой машины.',
  },
  'sign-in-needed': { status: 401, en: 'Sign in to read this.', ru: 'Чтобы читать, войдите в систему.' },
  'sign-in-refused': {
    status: 401,
    en: 'Signing in was refused. Ask for a new challenge and sign it with a certified office key.',
    ru: 'Во входе отказано. Запросите новый вызов и подпишите его удостоверенным ключом должности.',
  },
  'invitation-refused': {
    status: 422,
    en: 'The invitation was refused: it has to be signed now by a certified key of the office that invites, for 30 days at most, and be used once.',
    ru: 'Приглашение отклонено: его должен подписать действующий ключ приглашающей должности, не более чем на 30 дней, и оно действует один раз.',
  },
  'key-needed': {
    status: 403,
    en: 'Only whoever signed in with an office key may do this.',
    ru: 'Это доступно только тому, кто вошёл с ключом должности.',
  },
  'not-your-step': {
    status: 403,
    en: 'Only an office that may sign this step may do this.',
    ru: 'Это доступно только должности, которая вправе подписать этот шаг.',
  },
  'draft-changed': {
    status: 409,
    en: 'Others of your participant have changed this draft meanwhile. Nothing is lost: read it again first.',
    ru: 'За это время проект изменили другие сотрудники вашего государства. Ничего не потеряно: сначала прочтите его ещё раз.',
  },
  'draft-signed': {
    status: 409,
    en: 'This draft has been signed. To change it, recall it first, while it has not been sent.',
    ru: 'Этот проект уже подписан. Чтобы изменить его, сначала отзовите его, пока он не отправлен.',
  },
  'draft-place': {
    status: 422,
    en: 'A draft of this step is not kept here: the step is unknown, or what it says is only ever sealed.',
    ru: 'Проект этого шага здесь не хранится: шаг неизвестен или его содержание всегда запечатывается.',
  },
  'draft-differs': {
    status: 409,
    en: 'What was signed is not what the draft says. Read the draft again and sign what it says now.',
    ru: 'Подписано не то, что сказано в проекте. Прочтите проект ещё раз и подпишите его нынешний текст.',
  },
  'second-person': {
    status: 403,
    en: 'Your participant wants two persons for each notice: who last changed the words may not sign them. A colleague has to sign.',
    ru: 'Ваше государство требует двух человек для каждого уведомления: тот, кто последним изменил текст, не может его подписать. Подписать должен коллега.',
  },
  deputy: {
    status: 422,
    en: 'Who stands in has to hold another key of the same office that signs today, until a time that has not passed.',
    ru: 'Замещать может только владелец другого действующего ключа той же должности и до срока, который ещё не наступил.',
  },
  'calendars-full': {
    status: 409,
    en: 'This office has 50 calendar addresses. End one that nobody uses.',
    ru: 'У этой должности уже 50 адресов календаря. Закройте тот, которым никто не пользуется.',
  },
  'drafts-full': {
    status: 409,
    en: 'Your participant has as many drafts or files in drafts as are kept here. Put some aside first; what you write stays in your browser.',
    ru: 'У вашего государства уже столько проектов или файлов в них, сколько здесь хранится. Сначала уберите ненужные; написанное остаётся в вашем браузере.',
  },
  'mail-address-refused': {
    status: 422,
    en: 'This address is on the list already, or there are as many as an office may keep.',
    ru: 'Этот адрес уже есть в списке, или их столько, сколько может иметь одно ведомство.',
  },
  'mail-link-refused': {
    status: 422,
    en: 'This link is not, or no longer, good. Addresses that are not confirmed within three days are deleted.',
    ru: 'Эта ссылка недействительна. Адреса, не подтвержденные за трое суток, удаляются.',
  },
  'mail-not-set-up': {
    status: 503,
    en: 'The operator of this server has not set up mail.',
    ru: 'Оператор этого сервера не настроил почту.',
  },
  'provider-unreachable': {
    status: 503,
    en: "The ministry's sign-in provider does not answer. Please try again shortly.",
    ru: 'Система входа министерства не отвечает. Попробуйте чуть позже.',
  },
  'body-too-large': { status: 413, en: 'What was sent is too large.', ru: 'Отправленное слишком велико.' },
  'body-form': {
    status: 400,
    en: 'What was sent does not have the form that this address takes.',
    ru: 'Отправленное не соответствует форме, которую принимает этот адрес.',
  },
  'media-type': {
    status: 415,
    en: 'This address takes text/plain (a signed note) or application/json.',
    ru: 'Этот адрес принимает text/plain (подписанное уведомление) или application/json.',
  },
  'too-many': {
    status: 429,
    en: 'Too many requests from your address. Wait a minute and send the same again.',
    ru: 'Слишком много запросов с вашего адреса. Подождите минуту и отправьте то же ещё раз.',
  },
  'search-too-wide': {
    status: 422,
    en: 'This search takes too long. Add a word, a measure or dates.',
    ru: 'Этот поиск занимает слишком много времени. Добавьте слово, меру или даты.',
  },
  unavailable: {
    status: 503,
    en: 'The record cannot be reached at the moment. Nothing is lost: send the same bytes again shortly; they are never taken in twice.',
    ru: 'Журнал сейчас недоступен. Ничего не потеряно: отправьте те же данные чуть позже; дважды они приняты не будут.',
  },
  'storage-full': {
    status: 507,
    en: 'The server has no room left on its disk, so the notice was not taken in. Its operator has to make room; then send the same bytes again.',
    ru: 'На диске сервера нет места, поэтому уведомление не принято. Оператор должен освободить место; затем отправьте те же данные ещё раз.',
  },
  'record-damaged': {
    status: 503,
    en: 'The record in the database is not as this server signed it. Nothing is signed or taken in until its operator has put it right. Receipts given before keep their force; send the same bytes again later.',
    ru: 'Журнал в базе данных не таков, каким его подписал этот сервер. Пока оператор не исправит его, ничего не подписывается и не принимается. Выданные расписки сохраняют силу; отправьте те же данные позже.',
  },
  internal: {
    status: 500,
    en: 'The server has made a mistake. It is in its journal under the request number given here.',
    ru: 'На сервере произошла ошибка. Она записана в его журнале под указанным здесь номером запроса.',
  },
} as const;

export type ProblemCode = keyof typeof problems;

/** Every code that an answer may carry. */
export const problemCodes: ReadonlySet<string> = new Set(Object.keys(problems));

/** A refusal thrown inside a route; the error handler answers it. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly findings: readonly Finding[];
  constructor(code: ProblemCode, findings: readonly Finding[] = []) {
    super(code);
    this.code = code;
    this.findings = findings;
  }
}

/** The language a request asks for: `ru` if it comes first among ours, else `en`. */
export function languageOf(request: FastifyRequest): 'en' | 'ru' {
  const asked = request.headers['accept-language'] ?? '';
  const first = asked.split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return first.find((language) => language === 'en' || language === 'ru') === 'ru' ? 'ru' : 'en';
}

/** Answers a request with problem details (RFC 9457). */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  findings: readonly Finding[] = [],
): FastifyReply {
  const language = languageOf(request);
  const { status, ...texts } = problems[code];
  const problem: Problem = { type: `urn:rapport:problem:${code}`, title: texts[language], status, code };
  if (findings.length > 0) {
    problem.findings = findings.map((f) => ({ ...f, sentence: sentenceOf(language, f.code, f.detail) }));
  }
  if (code === 'internal') problem.detail = request.id;
  if (status === 503 || status === 429) reply.header('retry-after', '5');
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** Gives each error that a route throws its answer; what only the machine can get wrong is journalled. */
export function answerError(
  error: Error & { code?: string; statusCode?: number },
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof Refusal) return sendProblem(request, reply, error.code, error.findings);
  const code = codeOf(error);
  if (journalled.has(code)) request.log.error({ err: error });
  return sendProblem(request, reply, code);
}

/** What only the machine can get wrong. */
const journalled: ReadonlySet<ProblemCode> = new Set([
  'internal',
  'unavailable',
  'storage-full',
  'record-damaged',
]);

function codeOf(error: Error & { code?: string; statusCode?: number }): ProblemCode {
  // What the client did comes first: an upload that breaks off is a lost connection too, but not the database's.
  if (error.statusCode !== undefined && error.statusCode < 500)
    return clientCodes[error.statusCode] ?? 'body-form';
  if (isDiskFull(error)) return 'storage-full';
  if (error instanceof HeadError || isRecordDamaged(error)) return 'record-damaged';
  if (error instanceof PrinterBusyError) return 'too-many';
  if (error instanceof FilerClosedError || isConnectionLost(error)) return 'unavailable';
  return 'internal';
}

const clientCodes: Readonly<Record<number, ProblemCode>> = {
  404: 'not-found',
  413: 'body-too-large',
  415: 'media-type',
  429: 'too-many',
};
