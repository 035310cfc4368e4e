/* What stands in for a page: still coming, not there, broken. */
import { IconMoodPuzzled } from '@tabler/icons-react';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Failure } from '@/components/states';
import style from './fallbacks.module.css';

export const PendingPage = () => <Blocks heights={[40, 88, 240]} />;

export function MissingPage() {
  const { t } = useTranslation();
  return (
    <div className={style.page}>
      <span className={style.icon} aria-hidden="true">
        <IconMoodPuzzled size={32} stroke={1.6} />
      </span>
      <PageTitle name={t('state.notFoundTitle')} lead={t('state.notFound')} />
      <ButtonLink to="/">{t('state.goHome')}</ButtonLink>
    </div>
  );
}

export function CrashPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <div className={style.page}>
      <Failure
        error={error}
        retry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}
