/* The session ended under the person: sign in again above the page, which keeps all that was typed (PORT-50). */
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { LoginForm } from './LoginForm';
import style from './form.module.css';

type Props = { email: string; onDone: () => void; onLeave: () => void };

export function ReloginDialog({ email, onDone, onLeave }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onLeave}
      title={t('relogin.title')}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      centered
      transitionProps={{ duration: 0 }}
    >
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
    </Modal>
  );
}
