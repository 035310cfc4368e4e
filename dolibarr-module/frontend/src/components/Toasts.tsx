/* Short confirmations, announced politely; each leaves by itself, and waits while pointed at or focused. */
import { IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { dismiss, subscribe, toasts, type Toast } from '@/lib/toast';
import style from './Toasts.module.css';

function Item({ toast }: { toast: Toast }) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismiss(toast.id), toast.tone === 'error' ? 9000 : 5000);
    return () => clearTimeout(timer);
  }, [held, toast]);
  return (
    <li
      className={style.toast}
      data-tone={toast.tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.tone === 'success' && <IconCheck size={20} aria-hidden="true" />}
      <span>{toast.text}</span>
      <button
        type="button"
        className={style.close}
        onClick={() => dismiss(toast.id)}
        aria-label={t('app.close')}
      >
        <IconX size={18} aria-hidden="true" />
      </button>
    </li>
  );
}

export function Toasts() {
  const list = useSyncExternalStore(subscribe, toasts);
  return (
    <ol className={style.list} aria-live="polite" aria-relevant="additions">
      {list.map((toast) => (
        <Item key={toast.id} toast={toast} />
      ))}
    </ol>
  );
}
