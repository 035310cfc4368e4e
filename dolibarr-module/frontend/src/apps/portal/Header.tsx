/* Firm, places, third party, person. */
import { IconCheck, IconChevronDown, IconSelector } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Face, FirmMark } from '@/components/FirmMark';
import { Sheet } from '@/components/Sheet';
import type { AccountClient, Me } from '@/lib/api/types';
import { MenuLinks, TopNavigation } from './Navigation';
import style from './Header.module.css';

function Switcher({ me, current }: { me: Me; current: AccountClient }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={style.switch}
        aria-haspopup="dialog"
        aria-label={t('nav.switch', { name: current.name })}
        onClick={() => setOpen(true)}
      >
        <span className={style.switchName}>{current.name}</span>
        <IconSelector size={18} aria-hidden="true" />
      </button>
      <Sheet open={open} title={t('nav.switchTitle')} onClose={() => setOpen(false)}>
        <ul className={style.clients}>
          {me.clients.map((client) => (
            <li key={client.id}>
              <Link
                to="/clients/$client"
                params={{ client: String(client.id) }}
                activeOptions={{ exact: true }}
                className={style.client}
                data-current={client.id === current.id || undefined}
                onClick={() => setOpen(false)}
              >
                <Face name={client.name} />
                <span className={style.clientWords}>
                  <strong>{client.name}</strong>
                  <span>
                    {[t(`profileKind.${client.profile}`), client.role].filter(Boolean).join(' · ')}
                  </span>
                </span>
                {client.id === current.id && (
                  <IconCheck size={20} aria-label={t('nav.current')} role="img" />
                )}
              </Link>
            </li>
          ))}
        </ul>
      </Sheet>
    </>
  );
}

function PersonMenu({ me, client }: { me: Me; client: number }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event): void => {
      if (!ref.current?.contains(event.target as Node)) setOpen(false);
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('keydown', escape);
    };
  }, [open]);

  return (
    <div ref={ref} className={style.person}>
      <button
        ref={button}
        type="button"
        className={style.personButton}
        aria-expanded={open}
        aria-controls="person-menu"
        aria-label={t('nav.account', { name: me.account.name })}
        onClick={() => setOpen(!open)}
      >
        <Face name={me.account.name} size={36} />
        <IconChevronDown size={16} aria-hidden="true" />
      </button>
      {open && (
        <div id="person-menu" className={style.panel}>
          <p className={style.email}>{me.account.email}</p>
          <MenuLinks client={client} onPick={() => setOpen(false)} />
        </div>
      )}
    </div>
  );
}

export function Header({ me, current }: { me: Me; current: AccountClient | undefined }) {
  return (
    <header className={style.header}>
      <div className={style.inside}>
        <Link to="/" className={style.firm}>
          <FirmMark name={me.firm.name} />
        </Link>
        {current && <TopNavigation client={current.id} />}
        <div className={style.right}>
          {current && me.clients.length > 1 && <Switcher me={me} current={current} />}
          {current && me.clients.length === 1 && (
            <span className={style.single}>{current.name}</span>
          )}
          <PersonMenu me={me} client={current?.id ?? 0} />
        </div>
      </div>
    </header>
  );
}
