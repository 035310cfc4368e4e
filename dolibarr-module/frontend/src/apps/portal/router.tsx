/*
 * Addresses of the portal: those of the API's resources without /v1. Pages are read when first visited; their data
 * is asked for at the same time as their code. Home and login come with the entry: they are the first screens.
 */
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { caseQuery } from '@/features/cases/api/read-case';
import { casesQuery, caseFilter } from '@/features/cases/api/list-cases';
import { taskQuery } from '@/features/cases/api/case-tasks';
import { caseTimeQuery } from '@/features/cases/api/read-case-time';
import { documentFilter, documentsQuery } from '@/features/documents/api/list-documents';
import { homeQuery } from '@/features/home/api/read-home';
import { invoiceQuery } from '@/features/invoices/api/read-invoice';
import { invoicesQuery } from '@/features/invoices/api/list-invoices';
import { servicesQuery } from '@/features/requests/api/list-services';
import { requestsQuery } from '@/features/requests/api/list-requests';
import { requestQuery } from '@/features/requests/api/read-request';
import { sessionsQuery } from '@/features/profile/api/list-sessions';
import { vaultQuery } from '@/features/vault/api/vault';
import { todoQuery } from '@/lib/api/todo';
import { firmQuery } from '@/lib/api/firm';
import { meQuery, preferredClient } from '@/lib/api/me';
import { Problem } from '@/lib/api/problem';
import type { CodeTarget } from '@/lib/api/types';
import { needTexts } from '@/lib/i18n/extra';
import { queryClient } from './query';
import { CrashPage, MissingPage, PendingPage } from './fallbacks';
import { ClientHome, LoginRoute } from './pages';
import { RootLayout } from './RootLayout';
import { Shell } from './Shell';

/* Contracts have no page of their own yet: they lead to their client's. */
function targetOf({ object, client: of, id }: CodeTarget): string {
  const page = { client: '', contract: '', case: `/cases/${id}`, invoice: `/invoices/${id}` };
  return `/clients/${of}${page[object]}`;
}

type Context = { queryClient: QueryClient };

async function requireMe(to: string) {
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (error instanceof Problem && error.status === 401) {
      throw redirect({ to: '/login', search: to === '/' ? {} : { to } });
    }
    throw error;
  }
}

const root = createRootRouteWithContext<Context>()({
  component: RootLayout,
  notFoundComponent: MissingPage,
});

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async () => {
    const client = preferredClient(await requireMe('/'));
    if (client) {
      throw redirect({
        to: '/clients/$client',
        params: { client: String(client.id) },
        replace: true,
      });
    }
  },
  component: lazyRouteComponent(() => import('./routes/account'), 'NoClientRoute'),
});

type LoginSearch = { to?: string; out?: boolean };

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): LoginSearch => ({
    /* Only a path of this site: an address elsewhere is never followed. */
    ...(typeof search['to'] === 'string' && /^\/(?![/\\])/.test(search['to'])
      ? { to: search['to'] }
      : {}),
    ...(search['out'] ? { out: true } : {}),
  }),
  loader: () => void queryClient.prefetchQuery(firmQuery),
  component: LoginRoute,
});

const anonymous = <P extends string>(
  path: P,
  page: 'ForgotRoute' | 'InvitationRoute' | 'ResetRoute',
) =>
  createRoute({
    getParentRoute: () => root,
    path,
    loader: () => void queryClient.prefetchQuery(firmQuery),
    component: lazyRouteComponent(() => import('./routes/session'), page),
  });

const forgot = anonymous('/forgot', 'ForgotRoute');
const invitation = anonymous('/invitations/$token', 'InvitationRoute');
const reset = anonymous('/password-resets/$token', 'ResetRoute');

const sharePages = () =>
  Promise.all([import('./routes/share'), needTexts('share')]).then(([pages]) => pages);

/* Read by whoever holds the link: its texts and code come alone. */
const share = createRoute({
  getParentRoute: () => root,
  path: '/share',
  loader: () => void queryClient.prefetchQuery(firmQuery),
  component: lazyRouteComponent(sharePages, 'ShareRoute'),
});

/* A code on paper: after signing in, to what it stands for. */
const paper = createRoute({
  getParentRoute: () => root,
  path: '/q/$code',
  validateSearch: (search: Record<string, unknown>): { refused?: boolean } =>
    search['refused'] === undefined ? {} : { refused: search['refused'] === true },
  beforeLoad: async ({ params, search }) => {
    if (search.refused !== undefined) return;
    await requireMe(`/q/${params.code}`);
    const { resolveCode } = await import('@/features/share/api/resolve-code');
    const found = await resolveCode(params.code).catch((error: unknown) => {
      if (error instanceof Problem && [403, 404].includes(error.status)) return error.status;
      throw error;
    });
    if (typeof found === 'number') {
      throw redirect({ to: '/q/$code', params, search: { refused: found === 403 }, replace: true });
    }
    throw redirect({ href: targetOf(found), replace: true });
  },
  component: lazyRouteComponent(sharePages, 'CodeRoute'),
});

const client = createRoute({
  getParentRoute: () => root,
  path: '/clients/$client',
  params: {
    parse: ({ client: text }) => ({ client: text }),
    stringify: ({ client: text }) => ({ client: text }),
  },
  beforeLoad: ({ location }) => requireMe(location.href).then((me) => ({ me })),
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => client,
  path: '/',
  loader: ({ params }) => {
    void queryClient.prefetchQuery(homeQuery(Number(params.client)));
    void queryClient.prefetchQuery(todoQuery(Number(params.client)));
  },
  component: ClientHome,
});

/* Pages whose texts come with them. */
const casePages = () =>
  Promise.all([import('./routes/cases'), needTexts('work')]).then(([pages]) => pages);

const cases = createRoute({
  getParentRoute: () => client,
  path: '/cases',
  validateSearch: caseFilter,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) =>
    void queryClient.prefetchInfiniteQuery(casesQuery(Number(params.client), deps)),
  component: lazyRouteComponent(casePages, 'CasesRoute'),
});

/* A part of the case, or the very thing that a link is about. */
type CaseSearch = { tab?: string; action?: number; piece?: number; task?: number; tag?: string };

function caseSearch(search: Record<string, unknown>): CaseSearch {
  const out: CaseSearch = {};
  const word = /^[a-z][a-z0-9_-]{0,60}$/;
  if (word.test(String(search['tab'] ?? ''))) out.tab = String(search['tab']);
  if (word.test(String(search['tag'] ?? ''))) out.tag = String(search['tag']);
  for (const name of ['action', 'piece', 'task'] as const) {
    const id = Number(search[name]);
    if (Number.isSafeInteger(id) && id > 0) out[name] = id;
  }
  return out;
}

const oneCase = createRoute({
  getParentRoute: () => client,
  path: '/cases/$case',
  validateSearch: caseSearch,
  loaderDeps: ({ search }) => ({ tab: search.tab }),
  loader: ({ params, deps }) => {
    const [owner, id] = [Number(params.client), Number(params.case)];
    void queryClient.prefetchQuery(caseQuery(owner, id));
    if (deps.tab === 'time') void queryClient.prefetchInfiniteQuery(caseTimeQuery(owner, id));
  },
  component: lazyRouteComponent(casePages, 'CaseRoute'),
});

const oneTask = createRoute({
  getParentRoute: () => client,
  path: '/tasks/$task',
  loader: ({ params }) =>
    void queryClient.prefetchQuery(taskQuery(Number(params.client), Number(params.task))),
  component: lazyRouteComponent(casePages, 'TaskRoute'),
});

const oneStep = createRoute({
  getParentRoute: () => client,
  path: '/steps/$step',
  component: lazyRouteComponent(casePages, 'StepRoute'),
});

const requestPages = () =>
  Promise.all([import('./routes/requests'), needTexts('work')]).then(([pages]) => pages);

const services = createRoute({
  getParentRoute: () => client,
  path: '/services',
  loader: ({ params }) => void queryClient.prefetchQuery(servicesQuery(Number(params.client))),
  component: lazyRouteComponent(requestPages, 'ServicesRoute'),
});

type GuideSearch = { draft?: string; service?: number; request?: number };

const whole = (value: unknown): number => (Number.isSafeInteger(value) ? Number(value) : 0);

const guide = createRoute({
  getParentRoute: () => client,
  path: '/services/$kind',
  validateSearch: (search: Record<string, unknown>): GuideSearch => ({
    ...(/^[0-9a-f]{32}$/.test(String(search['draft'])) ? { draft: String(search['draft']) } : {}),
    ...(whole(search['service']) > 0 ? { service: whole(search['service']) } : {}),
    ...(whole(search['request']) > 0 ? { request: whole(search['request']) } : {}),
  }),
  component: lazyRouteComponent(requestPages, 'GuideRoute'),
});

const documentPages = () =>
  Promise.all([import('./routes/documents'), needTexts('work')]).then(([pages]) => pages);

const documents = createRoute({
  getParentRoute: () => client,
  path: '/documents',
  validateSearch: documentFilter,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) =>
    void queryClient.prefetchInfiniteQuery(documentsQuery(Number(params.client), deps)),
  component: lazyRouteComponent(documentPages, 'DocumentsRoute'),
});

const vaultPages = () =>
  Promise.all([import('./routes/vault'), needTexts('vault')]).then(([pages]) => pages);

const vault = createRoute({
  getParentRoute: () => client,
  path: '/vault',
  loader: ({ params }) => void queryClient.prefetchQuery(vaultQuery(Number(params.client))),
  component: lazyRouteComponent(vaultPages, 'VaultRoute'),
});

const requests = createRoute({
  getParentRoute: () => client,
  path: '/requests',
  loader: ({ params }) =>
    void queryClient.prefetchInfiniteQuery(requestsQuery(Number(params.client))),
  component: lazyRouteComponent(requestPages, 'RequestsRoute'),
});

const oneRequest = createRoute({
  getParentRoute: () => client,
  path: '/requests/$request',
  loader: ({ params }) =>
    void queryClient.prefetchQuery(requestQuery(Number(params.client), Number(params.request))),
  component: lazyRouteComponent(requestPages, 'RequestRoute'),
});

const invoices = createRoute({
  getParentRoute: () => client,
  path: '/invoices',
  loader: ({ params }) =>
    void queryClient.prefetchInfiniteQuery(invoicesQuery(Number(params.client))),
  component: lazyRouteComponent(() => import('./routes/invoices'), 'InvoicesRoute'),
});

const invoicePage = () =>
  Promise.all([import('./routes/invoices'), needTexts('work')]).then(([pages]) => pages);

const oneInvoice = createRoute({
  getParentRoute: () => client,
  path: '/invoices/$invoice',
  loader: ({ params }) =>
    void queryClient.prefetchQuery(invoiceQuery(Number(params.client), Number(params.invoice))),
  component: lazyRouteComponent(invoicePage, 'InvoiceRoute'),
});

/* What the question is about, in words; shown and put into the subject of a mail, nothing else. */
type ContactSearch = { about?: string };

const contact = createRoute({
  getParentRoute: () => client,
  path: '/contact',
  validateSearch: (search: Record<string, unknown>): ContactSearch =>
    typeof search['about'] === 'string' && search['about'] !== ''
      ? { about: search['about'].slice(0, 200) }
      : {},
  loader: ({ params }) => void queryClient.prefetchQuery(homeQuery(Number(params.client))),
  component: lazyRouteComponent(() => import('./routes/account'), 'ContactRoute'),
});

const profilePage = () =>
  Promise.all([import('./routes/account'), needTexts('work')]).then(([pages]) => pages);

const profile = createRoute({
  getParentRoute: () => client,
  path: '/profile',
  loader: () => void queryClient.prefetchQuery(sessionsQuery),
  component: lazyRouteComponent(profilePage, 'ProfileRoute'),
});

const tree = root.addChildren([
  index,
  login,
  forgot,
  invitation,
  reset,
  share,
  paper,
  client.addChildren([
    home,
    cases,
    oneCase,
    oneTask,
    oneStep,
    services,
    guide,
    documents,
    vault,
    requests,
    oneRequest,
    invoices,
    oneInvoice,
    contact,
    profile,
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultPendingMs: 250,
  defaultPendingMinMs: 0,
  defaultPendingComponent: PendingPage,
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: MissingPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
