/*
 * A stand-in for the API, for development and for looking at every state of every screen. The cookie `mock` picks a
 * scene: empty, error, slow, single, full package ... Built pages served by `vite preview` talk to it too.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';
import { answer, type MockRequest } from './routes';

async function body(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text ? (JSON.parse(text) as unknown) : null;
}

const cookies = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    (request.headers.cookie ?? '').split(/;\s*/).map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
    }),
  );

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = new URL(request.url ?? '/', 'http://mock');
  const jar = cookies(request);
  const asked: MockRequest = {
    method: request.method ?? 'GET',
    path: address.pathname,
    query: address.searchParams,
    body: await body(request),
    signed: jar['elaska_at'] === 'mock',
    renewable: jar['elaska_rt'] === 'mock',
    scenes: new Set((jar['mock'] ?? '').split('.').filter(Boolean)),
    lang: request.headers['accept-language']?.startsWith('en') ? 'en' : 'fr',
  };
  const result = answer(asked);
  await new Promise((resolve) => setTimeout(resolve, asked.scenes.has('slow') ? 3000 : 15));
  response.statusCode = result.status;
  for (const [name, value] of Object.entries(result.headers ?? {})) response.setHeader(name, value);
  response.setHeader(
    'content-type',
    result.type ?? (result.status >= 400 ? 'application/problem+json' : 'application/json'),
  );
  response.setHeader('cache-control', 'no-store');
  response.end(result.body === undefined ? undefined : (result.raw ?? JSON.stringify(result.body)));
}

const middleware: Connect.NextHandleFunction = (request, response, next) => {
  if (!request.url?.startsWith('/v1/')) return next();
  serve(request, response).catch(next);
};

export function mockApi(): Plugin {
  return {
    name: 'elaska-mock-api',
    configureServer: (server) => void server.middlewares.use(middleware),
    configurePreviewServer: (server) => void server.middlewares.use(middleware),
  };
}
