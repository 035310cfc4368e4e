/* The same three places on every screen size; the rest under «Plus» on phones, under the person's name above. */
import {
  IconAddressBook,
  IconDots,
  IconFileInvoice,
  IconFiles,
  IconFolder,
  IconHome,
  IconLock,
  IconMessageQuestion,
  IconUserCircle,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { vaultQuery } from '@/features/vault/api/vault';
import { Face } from '@/components/FirmMark';
import { Sheet } from '@/components/Sheet';
import type { Me } from '@/lib/api/types';
import { Logout } from './Logout';
import { TodoCount } from './TodoCount';
import style from './Navigation.module.css';

const PLACES = [
  { to: '/clients/$client', key: 'home', full: 'home', Icon: IconHome },
  { to: '/clients/$client/cases', key: 'cases', full: 'casesFull', Icon: IconFolder },
  { to: '/clients/$client/documents', key: 'documents', full: 'documentsFull', Icon: IconFiles },
] as const;

const INVOICES = {
  to: '/clients/$client/invoices',
  key: 'invoices',
  full: 'invoicesFull',
} as const;

const REQUESTS = {
  to: '/clients/$client/requests',
  key: 'requests',
  full: 'requestsFull',
} as const;

export function TopNavigation({ client }: { client: number }) {
  const { t } = useTranslation();
  return (
    <nav className={style.top} aria-label={t('nav.main')}>
      {[...PLACES, REQUESTS, INVOICES].map(({ to, key, full }) => (
        <Link
          key={key}
          to={to}
          params={{ client: String(client) }}
          activeOptions={{ exact: key === 'home', includeSearch: false }}
          className={style.topLink}
        >
          {t(`nav.${full}`)}
          {key === 'home' && <TodoCount client={client} />}
        </Link>
      ))}
    </nav>
  );
}

/* Where there is one. */
function VaultLink({ client, onPick }: MenuProps) {
  const { t } = useTranslation();
  const vault = useQuery(vaultQuery(client));
  if (!vault.data) return null;
  return (
    <li>
      <Link
        to="/clients/$client/vault"
        params={{ client: String(client) }}
        className={style.item}
        onClick={onPick}
      >
        <IconLock size={20} stroke={1.7} aria-hidden="true" />
        {t('nav.vault')}
      </Link>
    </li>
  );
}

type MenuProps = { client: number; onPick: () => void };

export function MenuLinks({ client, onPick }: MenuProps) {
  const { t } = useTranslation();
  const params = { client: String(client) };
  const icon = { size: 20, stroke: 1.7, 'aria-hidden': true } as const;
  return (
    <ul className={style.menu}>
      <li className={style.onPhone}>
        <Link to={REQUESTS.to} params={params} className={style.item} onClick={onPick}>
          <IconMessageQuestion {...icon} />
          {t('nav.requestsFull')}
        </Link>
      </li>
      <li className={style.onPhone}>
        <Link to={INVOICES.to} params={params} className={style.item} onClick={onPick}>
          <IconFileInvoice {...icon} />
          {t('nav.invoicesFull')}
        </Link>
      </li>
      <VaultLink client={client} onPick={onPick} />
      <li>
        <Link to="/clients/$client/profile" params={params} className={style.item} onClick={onPick}>
          <IconUserCircle {...icon} />
          {t('nav.profile')}
        </Link>
      </li>
      <li>
        <Link to="/clients/$client/contact" params={params} className={style.item} onClick={onPick}>
          <IconAddressBook {...icon} />
          {t('nav.contact')}
        </Link>
      </li>
      <li>
        <Logout onPick={onPick} />
      </li>
    </ul>
  );
}

export function BottomBar({ me, client }: { me: Me; client: number }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <nav className={style.bar} aria-label={t('nav.main')}>
      {PLACES.map(({ to, key, Icon }) => (
        <Link
          key={key}
          to={to}
          params={{ client: String(client) }}
          activeOptions={{ exact: key === 'home', includeSearch: false }}
          className={style.place}
        >
          <span className={style.mark}>
            <Icon size={24} stroke={1.7} aria-hidden="true" />
            {key === 'home' && <TodoCount client={client} />}
          </span>
          <span>{t(`nav.${key}`)}</span>
        </Link>
      ))}
      <button
        type="button"
        className={style.place}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <IconDots size={24} stroke={1.7} aria-hidden="true" />
        <span>{t('nav.more')}</span>
      </button>
      <Sheet open={open} title={t('nav.moreTitle')} onClose={() => setOpen(false)}>
        <div className={style.who}>
          <Face name={me.account.name} />
          <div>
            <strong>{me.account.name}</strong>
            <span>{me.account.email}</span>
          </div>
        </div>
        <MenuLinks client={client} onPick={() => setOpen(false)} />
      </Sheet>
    </nav>
  );
}
