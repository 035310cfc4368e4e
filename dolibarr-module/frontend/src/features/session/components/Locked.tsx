/* Too many failures (SEC-04): says how long to wait, to the second, without announcing every second. */
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/Notice';
import { spoken } from '@/lib/format';

export function Locked({ left }: { left: number }) {
  const { t } = useTranslation();
  return (
    <Notice tone="amber" title={t('login.locked')}>
      {left > 0 ? (
        <span className="num">{t('login.lockedFor', { time: spoken(left) })}</span>
      ) : (
        t('login.lockedDone')
      )}
    </Notice>
  );
}
