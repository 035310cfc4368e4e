/* «Se déconnecter», in the menus; asks where files that have not left would be lost. */
import { IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '@/components/Confirm';
import { needTexts } from '@/lib/i18n/extra';
import { leftBehind, useLogout } from './use-logout';
import style from './Navigation.module.css';

export function Logout({ onPick }: { onPick: () => void }) {
  const { t } = useTranslation();
  const { t: w } = useTranslation('work');
  const logout = useLogout();
  const [lost, setLost] = useState(0);
  const [pending, setPending] = useState(false);
  const leave = (): void => {
    setPending(true);
    void logout().finally(onPick);
  };
  const ask = async (): Promise<void> => {
    const count = await leftBehind();
    if (count === 0) return leave();
    await needTexts('work').catch(() => undefined);
    setLost(count);
  };
  return (
    <>
      <button type="button" className={style.item} disabled={pending} onClick={() => void ask()}>
        <IconLogout size={20} stroke={1.7} aria-hidden="true" />
        {t('nav.logout')}
      </button>
      <Confirm
        open={lost > 0}
        title={w('outbox.outTitle')}
        text={w('outbox.out', { count: lost })}
        yes={w('outbox.outYes')}
        no={w('outbox.outNo')}
        pending={pending}
        onYes={leave}
        onNo={() => setLost(0)}
      />
    </>
  );
}
