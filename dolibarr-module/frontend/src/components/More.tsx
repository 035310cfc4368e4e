/* The next page of a list, on demand; says that it is coming, and what went wrong. */
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import style from './More.module.css';

type Props = { has: boolean; pending: boolean; onMore: () => void };

export function More({ has, pending, onMore }: Props) {
  const { t } = useTranslation();
  if (!has) return null;
  return (
    <div className={style.more}>
      <Button variant="default" loading={pending} onClick={onMore}>
        {t('app.more')}
      </Button>
      <span className="sr-only" role="status">
        {pending && t('app.moreLoading')}
      </span>
    </div>
  );
}
