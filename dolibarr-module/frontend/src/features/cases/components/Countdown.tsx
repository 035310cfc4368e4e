/* Days and hours before a deadline; late after it (CASE-36). */
import { IconHourglass } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { momentFull } from '@/lib/format';
import style from './Countdown.module.css';

const MINUTE = 60_000;

export function Countdown({ at, late }: { at: number; late: boolean }) {
  const { t } = useTranslation('work');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  const left = Math.floor((at * 1000 - now) / 1000);
  const over = late || left < 0;
  const days = Math.floor(Math.max(0, left) / 86_400);
  const hours = Math.floor((Math.max(0, left) % 86_400) / 3600);
  return (
    <p className={style.count} data-tone={over ? 'red' : days < 3 ? 'amber' : 'blue'}>
      <IconHourglass size={20} aria-hidden="true" />
      <span>
        <strong className="num">
          {over ? t('deadline.late') : t('deadline.left', { days, hours })}
        </strong>{' '}
        {t('deadline.at', { date: momentFull(at) })}
      </span>
    </p>
  );
}
