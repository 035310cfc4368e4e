/* What a screen shows when it has nothing else: loading, empty, failed. None is ever blank (ui.md, rule 6). */
import { IconAlertTriangle, IconCloudOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '@/lib/api/problem';
import { useSentences } from '@/lib/i18n/problem';
import { Button } from './Button';
import style from './states.module.css';

type EmptyProps = { icon: ReactNode; title: string; children: ReactNode; action?: ReactNode };

export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <div className={style.state}>
      <span className={style.icon} aria-hidden="true">
        {icon}
      </span>
      <p className={style.title}>{title}</p>
      <p className={style.text}>{children}</p>
      {action && <div className={style.action}>{action}</div>}
    </div>
  );
}

export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const problem = toProblem(error);
  const say = useSentences(true);
  const offline = problem.key === 'portal.offline';
  /* Asking again would find nothing either. */
  const missing = problem.status === 404;
  const title = offline ? 'offlineTitle' : missing ? 'notFoundTitle' : 'errorTitle';
  const text = offline ? t('state.offline') : missing ? t('state.notFound') : say.problem(problem);
  return (
    <div className={style.state} role="alert" data-failed>
      <span className={style.icon} aria-hidden="true">
        {offline ? <IconCloudOff size={24} /> : <IconAlertTriangle size={24} />}
      </span>
      <p className={style.title}>{t(`state.${title}`)}</p>
      <p className={style.text}>{text}</p>
      {retry && !missing && (
        <div className={style.action}>
          <Button variant="default" onClick={retry}>
            {t('app.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}

type BlocksProps = { heights: number[]; label?: string };

/* Grey blocks of the coming content's height, announced once to assistive tools. */
export function Blocks({ heights, label }: BlocksProps) {
  const { t } = useTranslation();
  return (
    <div className={style.blocks} role="status">
      <span className="sr-only">{label ?? t('app.loading')}</span>
      {heights.map((height, index) => (
        <span key={index} className={style.block} style={{ height }} aria-hidden="true" />
      ))}
    </div>
  );
}
