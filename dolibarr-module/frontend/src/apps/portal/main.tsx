/* Starts the portal: language, colours, session, routes; then draws once the first route knows what it is. */
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { dropEarly } from '@/lib/api/client';
import { firmQuery } from '@/lib/api/firm';
import { onSession } from '@/lib/api/session';
import type { Firm, Me } from '@/lib/api/types';
import { changeLang, startI18n } from '@/lib/i18n';
import { applyFirm } from '@/lib/theme/apply';
import { routeChanged } from '@/components/route-focus';
import { followSession, queryClient } from './query';
import { router } from './router';
import { watchWorker } from './service-worker';
import { theme } from './theme';

function follow(me: Me | null): void {
  if (!me) return;
  queryClient.setQueryData(firmQuery.queryKey, me.firm);
  applyFirm(me.firm);
  if (me.account.lang !== document.documentElement.lang) void changeLang(me.account.lang);
}

function followFirm(): void {
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.query.queryKey[0] !== 'firm') return;
    const firm = event.query.state.data as Firm | undefined;
    if (firm) applyFirm(firm);
  });
}

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) return;
  followSession();
  onSession(follow);
  followFirm();
  /* Language and first route in parallel: the page is drawn when both are known. */
  await Promise.all([startI18n(), router.load().catch(() => undefined)]);
  router.subscribe('onResolved', ({ pathChanged }) => pathChanged && routeChanged());
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
        deduplicateCssVariables={false}
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
  watchWorker();
  setTimeout(dropEarly, 3000);
}

void start();
