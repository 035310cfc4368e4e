/* Changing the password: folded until wanted; the present one is asked, the rules are those of the first. */
import { PasswordInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Card } from '@/components/Card';
import { Notice } from '@/components/Notice';
import { passwordReady, PasswordFields, type NewPassword } from '@/components/PasswordFields';
import { UsernameField } from '@/components/UsernameField';
import { toProblem } from '@/lib/api/problem';
import type { Me } from '@/lib/api/types';
import { useSentences } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import { useChangePassword } from '../api/change-password';
import style from './PasswordCard.module.css';

function Form({ me, onClose }: { me: Me; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChangePassword();
  const [current, setCurrent] = useState('');
  const [value, setValue] = useState<NewPassword>({ value: '', confirm: '' });
  const [checked, setChecked] = useState(false);
  const min = me.firm.password_min;
  const personal = [me.account.email, me.account.name];
  const problem = change.error ? toProblem(change.error) : null;
  const say = useSentences(problem !== null);
  const wrong = problem?.errors.find((error) => error.field === 'current');

  const send = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (current === '' || !passwordReady(value, min, personal)) return;
    change.mutate(
      { current, password: value.value },
      {
        onSuccess: () => {
          toast(t('profile.changed'));
          onClose();
        },
      },
    );
  };

  return (
    <form className={style.form} onSubmit={send} noValidate>
      <UsernameField value={me.account.email} />
      <PasswordInput
        label={t('profile.current')}
        name="current-password"
        autoComplete="current-password"
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        error={
          checked && current === '' ? t('login.needPassword') : wrong ? say.field(wrong) : undefined
        }
        visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
      />
      <PasswordFields
        label={t('password.new')}
        value={value}
        onChange={setValue}
        min={min}
        personal={personal}
        problem={problem}
        checked={checked}
      />
      {problem && !wrong && <Notice tone="red">{say.problem(problem)}</Notice>}
      <div className={style.buttons}>
        <Button type="submit" loading={change.isPending}>
          {t('profile.save')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('profile.cancel')}
        </Button>
      </div>
    </form>
  );
}

export function PasswordCard({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Card title={t('profile.security')}>
      {open ? (
        <Form me={me} onClose={() => setOpen(false)} />
      ) : (
        <div className={style.closed}>
          <p>{t('profile.securityHelp')}</p>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('profile.change')}
          </Button>
        </div>
      )}
    </Card>
  );
}
