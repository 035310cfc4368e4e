/* The stand-in's answers. Password of everyone: `demo`; `faux` fails; `verrou` is locked for 14 minutes. */
import * as data from './fixtures';
import * as asked from './asked';
import * as more from './work';

export type MockRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  signed: boolean;
  renewable: boolean;
  scenes: Set<string>;
  lang: 'fr' | 'en';
};

export type MockAnswer = {
  status: number;
  body?: unknown;
  raw?: string;
  type?: string;
  headers?: Record<string, string | string[]>;
};

const SIGN_IN = ['elaska_at=mock; Path=/', 'elaska_rt=mock; Path=/'];
const SIGN_OUT = ['elaska_at=; Path=/; Max-Age=0', 'elaska_rt=; Path=/; Max-Age=0'];

export function refusal(
  status: number,
  key: string,
  title: string,
  more: { field?: string; params?: Record<string, string>; retry?: number } = {},
): MockAnswer {
  const params = more.params ?? {};
  const errors = more.field ? [{ field: more.field, key, params, detail: title }] : [];
  return {
    status,
    body: { type: `about:blank#${key}`, title, status, key, params, errors },
    ...(more.retry ? { headers: { 'retry-after': String(more.retry) } } : {}),
  };
}

const ok = (body: unknown, headers?: MockAnswer['headers']): MockAnswer => ({
  status: 200,
  body,
  ...(headers ? { headers } : {}),
});

const notFound = (): MockAnswer => refusal(404, 'not_found', 'Cette page n’existe pas.');
const pdf = (): MockAnswer => ({
  status: 200,
  body: true,
  raw: '%PDF-1.4\n%%EOF\n',
  type: 'application/pdf',
  headers: { 'content-disposition': 'attachment; filename="document.pdf"' },
});

function login(request: MockRequest): MockAnswer {
  const { password } = request.body as { password: string };
  if (password === 'verrou') {
    return refusal(429, 'account.locked', 'Trop d’essais.', { retry: 837 });
  }
  if (password !== 'demo') {
    return refusal(401, 'account.credentials', 'Adresse e-mail ou mot de passe incorrect.');
  }
  return ok(data.me(request.scenes.has('single')), { 'set-cookie': SIGN_IN });
}

function choosePassword(request: MockRequest): MockAnswer | null {
  const { password } = request.body as { password: string };
  if (!/azerty|motdepasse/i.test(password)) return null;
  return refusal(422, 'password.policy', 'Ce mot de passe ne respecte pas toutes les règles.', {
    field: 'password',
    params: { rules: 'common', min: '12' },
  });
}

function open(request: MockRequest): MockAnswer | null {
  const { method, path, scenes } = request;
  const expires = Math.floor(Date.now() / 1000) + 6 * 86_400;
  if (path === '/v1/firm') return ok(data.firm);
  if (path === '/v1/health') return ok({ status: 'ok', version: '0.1.0' });
  if (path === '/v1/manifest')
    return ok({
      name: data.firm.name,
      short_name: 'Lormont',
      start_url: '/',
      display: 'standalone',
      icons: [],
    });
  if (path === '/v1/session' && method === 'POST') return login(request);
  if (path === '/v1/session/renewal') {
    return request.renewable && !scenes.has('ended')
      ? ok(data.me(scenes.has('single')), { 'set-cookie': SIGN_IN })
      : refusal(401, 'session.ended', 'Votre session est terminée.');
  }
  if (path === '/v1/password-resets') return { status: 202, body: {} };
  const link = /^\/v1\/(invitations|password-resets)\/(.+)$/.exec(path);
  if (!link) return null;
  if (link[2]?.startsWith('perdu')) return notFound();
  if (method === 'GET') {
    return ok({
      email: 'marie.petit@example.org',
      name: 'Marie Petit',
      firm: data.firm,
      expires_at: expires,
    });
  }
  const refused = choosePassword(request);
  if (refused) return refused;
  return link[1] === 'invitations'
    ? ok(data.me(false), { 'set-cookie': SIGN_IN })
    : { status: 204 };
}

function ofCase(request: MockRequest, id: number, part: string | undefined): MockAnswer {
  const item = data.oneCase(id);
  if (!item) return notFound();
  if (!part) return ok(item);
  if (part === 'timeline') return ok({ rows: data.timeline, next: null });
  if (part === 'time.pdf') return pdf();
  if (part === 'invoices') {
    const bills = id === 37 ? [] : data.invoiceRows.slice(0, 3);
    const due_minor = bills.reduce((sum, row) => sum + row.remain_minor, 0);
    return ok({ rows: bills, next: null, due_minor, late: 0, currency: 'EUR' });
  }
  const rows = id === 37 || request.scenes.has('empty') ? [] : data.timeRows;
  const sum = (list: typeof rows): number => list.reduce((all, row) => all + row.duration_s, 0);
  return ok({
    rows,
    next: null,
    totals: {
      entries: rows.length,
      all_s: sum(rows),
      billable_s: sum(rows.filter((row) => row.billable)),
      included_s: 0,
      overage_s: 0,
      by_model: { hourly: sum(rows) },
    },
    gauge: item.gauge,
  });
}

/* Tasks, services, requests. */
function work(rest: string, empty: boolean, request: MockRequest): MockAnswer | null {
  if (/^cases\/\d+\/tasks$/.test(rest)) return ok(more.board);
  if (/^cases\/\d+\/files$/.test(rest)) return ok({ rows: [] });
  if (/^tasks\/\d+$/.test(rest)) return ok(more.task);
  if (rest === 'services') return ok({ rows: empty ? [] : asked.services });
  if (/^services\/[\w-]+$/.test(rest) || /^requests\/\d+\/form$/.test(rest)) {
    return ok(asked.requestForm);
  }
  if (rest === 'requests') return ok({ rows: empty ? [] : asked.requests, next: null });
  if (/^drafts\//.test(rest)) {
    const { answers } = request.body as { answers: object };
    return ok({ id: 12, ref: null, status: asked.requests[0]?.status, definition: 7, answers });
  }
  if (/^requests\/\d+\/send$/.test(rest)) {
    return ok({ id: 12, ref: 'DEM-2026-00012', status: asked.requests[2]?.status, definition: 7 });
  }
  const one = /^requests\/(\d+)$/.exec(rest);
  const found = one && asked.request(Number(one[1]));
  if (one) return found ? ok(found) : notFound();
  return null;
}

function ofClient(request: MockRequest, id: number, rest: string): MockAnswer {
  const client = data.clients.find((item) => item.id === id);
  const empty = request.scenes.has('empty') || id === 18;
  if (!client) return notFound();
  if (rest === 'home') return ok(data.home(client, empty));
  if (rest === 'todo') return ok(empty ? { count: 0, more: false, rows: [] } : more.todo);
  if (rest === 'case-kinds') return ok({ rows: empty ? [] : data.caseKinds });
  if (rest === 'cases') {
    const { query } = request;
    const [wanted, kind] = [query.get('class'), query.get('kind')];
    const archived = query.get('archived') === 'true';
    const rows = data.caseRows.filter(
      (row) =>
        !empty &&
        !archived &&
        (!wanted || row.status.class === wanted || (wanted === 'closed' && row.closed_on)) &&
        (!kind || row.type?.code === kind) &&
        row.title.toLowerCase().includes((query.get('search') ?? '').toLowerCase()),
    );
    return ok({ rows, next: null, total: rows.length });
  }
  if (rest === 'invoices') {
    return empty
      ? ok({ rows: [], next: null, due_minor: 0, late: 0, currency: 'EUR' })
      : ok({ rows: data.invoiceRows, next: null, due_minor: 203_985, late: 1, currency: 'EUR' });
  }
  const worked = work(rest, empty, request);
  if (worked) return worked;
  const one = /^cases\/(\d+)(?:\/(time|time\.pdf|timeline|invoices))?$/.exec(rest);
  if (one) return ofCase(request, Number(one[1]), one[2]);
  const bill = /^invoices\/(\d+)(\/pdf|\/annex\.pdf)?$/.exec(rest);
  if (!bill) return notFound();
  const invoice = data.oneInvoice(Number(bill[1]));
  if (!invoice) return notFound();
  return bill[2] ? pdf() : ok(invoice);
}

function signedIn(request: MockRequest): MockAnswer {
  const { method, path, scenes } = request;
  if (path === '/v1/me') {
    const me = data.me(scenes.has('single'));
    const lang = (request.body as { lang?: 'fr' | 'en' } | null)?.lang ?? request.lang;
    return ok({ ...me, account: { ...me.account, lang } });
  }
  if (path === '/v1/session' && method === 'DELETE') {
    return { status: 204, headers: { 'set-cookie': SIGN_OUT } };
  }
  if (path === '/v1/sessions') return ok({ rows: data.sessions });
  if (/^\/v1\/sessions\/\d+$/.test(path)) return { status: 204 };
  if (path === '/v1/me/password') {
    const { current } = request.body as { current: string };
    return current === 'demo'
      ? { status: 204 }
      : refusal(422, 'password.current', 'Le mot de passe actuel n’est pas le bon.', {
          field: 'current',
        });
  }
  const client = /^\/v1\/clients\/(\d+)\/(.+)$/.exec(path);
  return client ? ofClient(request, Number(client[1]), client[2] ?? '') : notFound();
}

export function answer(request: MockRequest): MockAnswer {
  const known = open(request);
  if (known) return known;
  if (!request.signed || request.scenes.has('ended')) {
    return refusal(401, 'session.ended', 'Votre session est terminée.');
  }
  if (request.scenes.has('error') && request.path !== '/v1/me') {
    return refusal(
      503,
      'db.away',
      'Le service est momentanément indisponible. Réessayez dans un instant.',
    );
  }
  return signedIn(request);
}
