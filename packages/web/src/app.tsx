import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  retainSearchParams,
} from '@tanstack/react-router';
import { readInboxAddress } from './inbox/inbox-address.ts';
import { readSearchAddress } from './search/search-address.ts';
import { Layout } from './ui/layout.tsx';
import { Failure, Loading, NotFound } from './ui/waiting.tsx';
import { loadWording } from './wording/activate-language.ts';
import { isLanguage, type LanguageTag } from './wording/languages.ts';

/** The list of features: each page is fetched when first opened. */
const root = createRootRoute({
  component: Layout,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): { lang?: LanguageTag } =>
    isLanguage(search['lang']) ? { lang: search['lang'] } : {},
  search: { middlewares: [retainSearchParams(['lang'])] },
  // The desk's own sentences come first, alone, then those of forms. Where the server draws, all are there.
  beforeLoad: ({ location: { pathname } }) => {
    if (pathname === '/desk' || typeof document === 'undefined') return undefined;
    return loadWording(/\/file\/[^/]+$/.test(pathname) ? ['forms'] : ['forms', 'rest']);
  },
});
const getParentRoute = () => root;

const home = createRoute({
  getParentRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./catalogue/home-page.tsx'), 'HomePage'),
});

const catalogue = createRoute({
  getParentRoute,
  path: '/catalogue',
  component: lazyRouteComponent(() => import('./catalogue/catalogue-page.tsx'), 'CataloguePage'),
});

const measure = createRoute({
  getParentRoute,
  path: '/measures/$id',
  component: lazyRouteComponent(() => import('./measure/measure-page.tsx'), 'MeasurePage'),
});

const views = createRoute({
  getParentRoute,
  path: '/measures/$id/threads',
  validateSearch: (search: Record<string, unknown>): { view?: string; of?: string } => ({
    ...(typeof search['view'] === 'string' ? { view: search['view'] } : {}),
    ...(typeof search['of'] === 'string' ? { of: search['of'] } : {}),
  }),
  component: lazyRouteComponent(() => import('./views/views-page.tsx'), 'ViewsPage'),
});

const matrix = createRoute({
  getParentRoute,
  path: '/matrix',
  validateSearch: (search: Record<string, unknown>): { dimension?: string } =>
    typeof search['dimension'] === 'string' ? { dimension: search['dimension'] } : {},
  component: lazyRouteComponent(() => import('./matrix/matrix-page.tsx'), 'MatrixPage'),
});

const facts = createRoute({
  getParentRoute,
  path: '/facts',
  component: lazyRouteComponent(() => import('./facts/facts-page.tsx'), 'FactsPage'),
});

/** The parts of a filing, in order. */
export type FilingPart = 'answers' | 'check' | 'audience' | 'sign';

const filing = createRoute({
  getParentRoute,
  path: '/measures/$id/$edition/file/$step',
  validateSearch: (
    search: Record<string, unknown>,
  ): { part?: FilingPart; thread?: string; after?: string; about?: string; draft?: string } => ({
    ...(isPart(search['part']) ? { part: search['part'] } : {}),
    ...(typeof search['thread'] === 'string' ? { thread: search['thread'] } : {}),
    ...(typeof search['after'] === 'string' ? { after: search['after'] } : {}),
    ...(typeof search['about'] === 'string' ? { about: search['about'] } : {}),
    ...(isDraftId(search['draft']) ? { draft: search['draft'] } : {}),
  }),
  component: lazyRouteComponent(() => import('./filing/filing-page.tsx'), 'FilingPage'),
});

function isDraftId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

function isPart(value: unknown): value is FilingPart {
  return value === 'answers' || value === 'check' || value === 'audience' || value === 'sign';
}

const filed = createRoute({
  getParentRoute,
  path: '/filed/$id',
  component: lazyRouteComponent(() => import('./filing/filed-page.tsx'), 'FiledPage'),
});

const inbox = createRoute({
  getParentRoute,
  path: '/inbox',
  validateSearch: readInboxAddress,
  component: lazyRouteComponent(() => import('./inbox/inbox-page.tsx'), 'InboxPage'),
});

const search = createRoute({
  getParentRoute,
  path: '/search',
  validateSearch: readSearchAddress,
  component: lazyRouteComponent(() => import('./search/search-page.tsx'), 'SearchPage'),
});

const desk = createRoute({
  getParentRoute,
  path: '/desk',
  component: lazyRouteComponent(() => import('./desk/desk-page.tsx'), 'DeskPage'),
});

const signing = createRoute({
  getParentRoute,
  path: '/signing',
  component: lazyRouteComponent(() => import('./signing/signing-page.tsx'), 'SigningPage'),
});

const signingOne = createRoute({
  getParentRoute,
  path: '/signing/$id',
  component: lazyRouteComponent(() => import('./signing/brief-page.tsx'), 'BriefPage'),
});

const office = createRoute({
  getParentRoute,
  path: '/office',
  component: lazyRouteComponent(() => import('./office/office-page.tsx'), 'OfficePage'),
});

const due = createRoute({
  getParentRoute,
  path: '/due',
  component: lazyRouteComponent(() => import('./due/due-page.tsx'), 'DuePage'),
});

const thread = createRoute({
  getParentRoute,
  path: '/threads/$id',
  component: lazyRouteComponent(() => import('./thread/thread-page.tsx'), 'ThreadPage'),
});

const notice = createRoute({
  getParentRoute,
  path: '/notices/$id',
  component: lazyRouteComponent(() => import('./thread/notice-page.tsx'), 'NoticePage'),
});

const log = createRoute({
  getParentRoute,
  path: '/log',
  // Without a script nothing can be checked: the server's own pages show the log unchecked, and say so.
  component: import.meta.env.SSR
    ? lazyRouteComponent(() => import('./public/log-unchecked-page.tsx'), 'LogUncheckedPage')
    : lazyRouteComponent(() => import('./log/log-page.tsx'), 'LogPage'),
});

const verify = createRoute({
  getParentRoute,
  path: '/verify',
  component: lazyRouteComponent(() => import('./verify/verify-file-page.tsx'), 'VerifyFilePage'),
});

const verifyNotice = createRoute({
  getParentRoute,
  path: '/verify/$id',
  component: lazyRouteComponent(() => import('./verify/verify-notice-page.tsx'), 'VerifyNoticePage'),
});

/** Why a sign-in through a ministry's provider came to nothing. */
export type SignInRefusal = 'provider' | 'not-invited' | 'invitation';

function isRefusal(value: unknown): value is SignInRefusal {
  return value === 'provider' || value === 'not-invited' || value === 'invitation';
}

/** A path of our own pages, on which one goes on after signing in: never another site's. */
function isOwnPath(value: unknown): value is string {
  return typeof value === 'string' && /^\/(?:[\w.$-]+(?:\/[\w.$-]+)*)?$/.test(value);
}

const signIn = createRoute({
  getParentRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { refused?: SignInRefusal; to?: string } => ({
    ...(isRefusal(search['refused']) ? { refused: search['refused'] } : {}),
    ...(isOwnPath(search['to']) ? { to: search['to'] } : {}),
  }),
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const people = createRoute({
  getParentRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('./sign-in/people-page.tsx'), 'PeoplePage'),
});

const invited = createRoute({
  getParentRoute,
  path: '/invited',
  component: lazyRouteComponent(() => import('./sign-in/invited-page.tsx'), 'InvitedPage'),
});

const sessions = createRoute({
  getParentRoute,
  path: '/sessions',
  component: lazyRouteComponent(() => import('./sign-in/sessions-page.tsx'), 'SessionsPage'),
});

const mails = createRoute({
  getParentRoute,
  path: '/mail',
  component: lazyRouteComponent(() => import('./mail/mails-page.tsx'), 'MailsPage'),
});

const mailSettings = createRoute({
  getParentRoute,
  path: '/mail/settings',
  component: lazyRouteComponent(() => import('./mail/mail-settings-page.tsx'), 'MailSettingsPage'),
});

const mailConfirm = createRoute({
  getParentRoute,
  path: '/mail/confirm',
  component: lazyRouteComponent(() => import('./mail/link-page.tsx'), 'ConfirmPage'),
});

const mailStop = createRoute({
  getParentRoute,
  path: '/mail/stop',
  component: lazyRouteComponent(() => import('./mail/link-page.tsx'), 'StopPage'),
});

const yearlyReturn = createRoute({
  getParentRoute,
  path: '/returns/$measure/$clock/$year',
  component: lazyRouteComponent(() => import('./returns/return-page.tsx'), 'ReturnPage'),
});

const sealing = createRoute({
  getParentRoute,
  path: '/sealing',
  component: lazyRouteComponent(() => import('./sealing/sealing-page.tsx'), 'SealingPage'),
});

const participants = createRoute({
  getParentRoute,
  path: '/participants',
  component: lazyRouteComponent(() => import('./participants/participants-page.tsx'), 'ParticipantsPage'),
});

const participant = createRoute({
  getParentRoute,
  path: '/participants/$code',
  component: lazyRouteComponent(() => import('./participants/participant-page.tsx'), 'ParticipantPage'),
});

const released = createRoute({
  getParentRoute,
  path: '/released',
  validateSearch: (search: Record<string, unknown>): { dimension?: string; before?: number } => ({
    ...(typeof search['dimension'] === 'string' ? { dimension: search['dimension'] } : {}),
    ...(Number.isSafeInteger(search['before']) ? { before: Number(search['before']) } : {}),
  }),
  component: lazyRouteComponent(() => import('./released/released-page.tsx'), 'ReleasedPage'),
});

const statistics = createRoute({
  getParentRoute,
  path: '/statistics',
  component: lazyRouteComponent(() => import('./statistics/statistics-page.tsx'), 'StatisticsPage'),
});

const about = createRoute({
  getParentRoute,
  path: '/about',
  component: lazyRouteComponent(() => import('./about/about-page.tsx'), 'AboutPage'),
});

const howToVerify = createRoute({
  getParentRoute,
  path: '/how-to-verify',
  component: lazyRouteComponent(() => import('./about/how-to-verify-page.tsx'), 'HowToVerifyPage'),
});

const tour = createRoute({
  getParentRoute,
  path: '/tour',
  component: lazyRouteComponent(() => import('./about/tour-page.tsx'), 'TourPage'),
});

const openToYou = createRoute({
  getParentRoute,
  path: '/open-to-you',
  component: lazyRouteComponent(() => import('./about/open-to-you-page.tsx'), 'OpenToYouPage'),
});

const needsScript = createRoute({
  getParentRoute,
  path: '/needs-script',
  component: lazyRouteComponent(() => import('./public/needs-script-page.tsx'), 'NeedsScriptPage'),
});

/** For whoever builds pages; in production there is nothing at this address. */
const design = createRoute({
  getParentRoute,
  path: '/design',
  component: lazyRouteComponent(() => import('./design/design-page.tsx'), 'DesignPage'),
});

const secretariat = createRoute({
  getParentRoute,
  path: '/secretariat',
  component: lazyRouteComponent(() => import('./secretariat/secretariat-page.tsx'), 'SecretariatPage'),
});

const letterRegister = createRoute({
  getParentRoute,
  path: '/register',
  validateSearch: (search: Record<string, unknown>): { direction?: 'in' | 'out' } =>
    search['direction'] === 'in' || search['direction'] === 'out' ? { direction: search['direction'] } : {},
  component: lazyRouteComponent(() => import('./secretariat/register-page.tsx'), 'RegisterPage'),
});

const compile = createRoute({
  getParentRoute,
  path: '/compile',
  validateSearch: (search: Record<string, unknown>): { measure?: string } =>
    typeof search['measure'] === 'string' && search['measure'] !== '' ? { measure: search['measure'] } : {},
  component: lazyRouteComponent(() => import('./secretariat/compile-page.tsx'), 'CompilePage'),
});

const area = createRoute({
  getParentRoute,
  path: '/area',
  component: lazyRouteComponent(() => import('./area/area-page.tsx'), 'AreaPage'),
});

const keys = createRoute({
  getParentRoute,
  path: '/keys',
  component: lazyRouteComponent(() => import('./participants/keys-page.tsx'), 'KeysPage'),
});

const delivery = createRoute({
  getParentRoute,
  path: '/deliver',
  component: lazyRouteComponent(() => import('./deliver/deliver-page.tsx'), 'DeliverPage'),
});

const pages = [
  secretariat,
  letterRegister,
  compile,
  area,
  home,
  catalogue,
  measure,
  views,
  matrix,
  facts,
  filing,
  filed,
  desk,
  search,
  inbox,
  due,
  signing,
  signingOne,
  office,
  thread,
  notice,
  log,
  verify,
  verifyNotice,
  signIn,
  people,
  invited,
  sessions,
  sealing,
  mails,
  mailSettings,
  mailConfirm,
  mailStop,
  yearlyReturn,
  participants,
  participant,
  released,
  statistics,
  about,
  howToVerify,
  tour,
  needsScript,
  openToYou,
  design,
  keys,
  delivery,
];

const routeTree = root.addChildren(pages);

/** What differs between a browser and the server that draws public pages. */
interface RouterOptions {
  /** Absent: the browser's own. */
  readonly history?: RouterHistory;
  /** Whether scrolling is the router's business now. */
  readonly mayScroll: () => boolean;
}

export function createPageRouter({ history, mayScroll }: RouterOptions) {
  return createRouter({
    routeTree,
    ...(history === undefined ? {} : { history }),
    scrollRestoration: mayScroll,
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultErrorComponent: Failure,
    defaultNotFoundComponent: NotFound,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
