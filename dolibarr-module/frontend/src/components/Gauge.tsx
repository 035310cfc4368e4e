/* Included time of a package: how much is used, in words first, then as a bar (TIME-10). */
import { useTranslation } from 'react-i18next';
import type { Gauge as GaugeFacts } from '@/lib/api/types';
import { clock } from '@/lib/format';
import { gaugeWords } from './gauge-words';
import style from './Gauge.module.css';

type Props = { gauge: GaugeFacts; size?: 'small' | 'large' };

export function Gauge({ gauge, size = 'small' }: Props) {
  const { t } = useTranslation();
  const words = gaugeWords(gauge, t);
  if (!words) return null;
  const included = gauge.included_s ?? 0;
  const whole = Math.max(included, gauge.used_s, 1);
  const within = (Math.min(gauge.used_s, included) / whole) * 100;
  const over = (Math.max(0, gauge.used_s - included) / whole) * 100;
  return (
    <div className={style.gauge} data-level={gauge.level} data-size={size}>
      <div className={style.words}>
        <span className={style.used}>{words.used}</span>
        <span className={style.left}>{words.left}</span>
      </div>
      <div
        className={style.track}
        role="meter"
        aria-label={t('gauge.label')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.min(100, gauge.percent ?? 0)}
        aria-valuetext={`${words.used}. ${words.left}`}
      >
        <svg width="100%" height="100%" aria-hidden="true">
          <rect className={style.fill} width={`${within}%`} height="100%" />
          {over > 0 && (
            <rect className={style.over} x={`${within}%`} width={`${over}%`} height="100%" />
          )}
        </svg>
      </div>
      {size === 'large' && (
        <p className={`${style.exact} num`}>
          {clock(gauge.used_s)} / {clock(included)}
        </p>
      )}
    </div>
  );
}
