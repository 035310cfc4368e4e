/* The session ended under the person: sign in again above the page, which keeps all that was typed (PORT-50). */
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Sheet } from '@/components/Sheet';
import { LoginForm } from './LoginForm';
import style from './form.module.css';

type Props = { email: string; onDone: () => void; onLeave: () => void };

export function ReloginDialog({ email, onDone, onLeave }: Props) {
  const { t } = useTranslation();
  return (
    <Sheet open title={t('relogin.title')}>
      <div className={style.form}>
        <p className={style.quiet}>{t('relogin.lead')}</p>
        <p className={style.account}>
          <strong>{email}</strong>
        </p>
        <LoginForm
          email={email}
          submit={t('relogin.submit')}
          onDone={onDone}
          beside={
            <Button variant="subtle" fullWidth onClick={onLeave}>
              {t('relogin.leave')}
            </Button>
          }
        />
      </div>
    </Sheet>
  );
}
