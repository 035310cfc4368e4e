/*
 * Around every page of a third party: header with the firm, the switcher and the person; navigation below on
 * phones and above on wide screens; the page; the firm's contact at the foot.
 */
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { rememberClient } from '@/lib/api/me';
import { MissingPage } from './fallbacks';
import { Header } from './Header';
import { BottomBar } from './Navigation';
import style from './Shell.module.css';

const route = getRouteApi('/clients/$client');

export function Shell() {
  const { t } = useTranslation();
  const { me } = route.useRouteContext();
  const id = Number(route.useParams().client);
  const current = me.clients.find((client) => client.id === id);

  useEffect(() => {
    if (current) rememberClient(current.id);
  }, [current]);

  return (
    <div className={style.shell}>
      <a href="#main" className="skip">
        {t('app.skip')}
      </a>
      <Header me={me} current={current ?? me.clients[0]} />
      <main id="main" className={style.main} tabIndex={-1} key={current?.id ?? 'none'}>
        {current ? <Outlet /> : <MissingPage />}
      </main>
      <BottomBar me={me} client={current?.id ?? me.clients[0]?.id ?? 0} />
    </div>
  );
}
