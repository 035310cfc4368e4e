/* How far a case is, as said by the firm; a percentage beside a thin bar. */
import { useTranslation } from 'react-i18next';
import style from './Progress.module.css';

type Props = { percent: number; wide?: boolean; label?: string };

export function Progress({ percent, wide = false, label }: Props) {
  const { t } = useTranslation();
  return (
    <div className={style.progress} data-wide={wide || undefined}>
      <div
        className={style.track}
        role="progressbar"
        aria-label={label ?? t('cases.progress')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <svg width="100%" height="100%" aria-hidden="true">
          <rect width={`${percent}%`} height="100%" />
        </svg>
      </div>
      <span className={`${style.value} num`} aria-hidden="true">
        {percent}&nbsp;%
      </span>
    </div>
  );
}
