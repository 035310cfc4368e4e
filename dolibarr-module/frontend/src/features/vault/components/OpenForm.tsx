/* The door of the vault: the password of the account, typed again. */
import { PasswordInput } from '@mantine/core';
import { IconLock, IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { PageTitle } from '@/components/PageTitle';
import { UsernameField } from '@/components/UsernameField';
import { meQuery } from '@/lib/api/me';
import { toProblem } from '@/lib/api/problem';
import { useSentences } from '@/lib/i18n/problem';
import { openVault } from '../api/vault';
import style from './Vault.module.css';

/* idled: minutes after which it closed by itself; 0: it did not. */
type Props = { client: number; idled: number; onOpen: () => void };

const PROMISES = ['promise1', 'promise2', 'promise3'] as const;

function Promises() {
  const { t } = useTranslation('vault');
  return (
    <ul className={style.promises}>
      {PROMISES.map((key) => (
        <li key={key}>
          <IconShieldCheck size={20} stroke={1.7} aria-hidden="true" />
          <span>{t(key)}</span>
        </li>
      ))}
    </ul>
  );
}

export function OpenForm({ client, idled, onOpen }: Props) {
  const { t } = useTranslation('vault');
  const field = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState('');
  const [empty, setEmpty] = useState(false);
  const email = useQuery({ ...meQuery, enabled: false }).data?.account.email ?? '';
  const opening = useMutation({
    mutationFn: () => openVault(client, password),
    gcTime: 0,
    onSuccess: onOpen,
    onError: () => {
      setPassword('');
      field.current?.focus();
    },
  });
  const problem = opening.error ? toProblem(opening.error) : null;
  const say = useSentences(problem !== null);
  const wrong = problem?.key === 'vault.password_wrong';
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setEmpty(password === '');
    if (password === '') field.current?.focus();
    else opening.mutate();
  };
  return (
    <div className={style.door}>
      <span className={style.seal} aria-hidden="true">
        <IconLock size={32} stroke={1.6} />
      </span>
      <PageTitle name={t('title')}>{t('lockedTitle')}</PageTitle>
      {idled > 0 ? (
        <Notice tone="blue">{t('idled', { count: idled })}</Notice>
      ) : (
        <p className={style.lead}>{t('locked')}</p>
      )}
      <form className={style.form} onSubmit={send} noValidate>
        <UsernameField value={email} />
        <PasswordInput
          ref={field}
          label={t('password')}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={empty ? t('needPassword') : wrong && problem ? say.problem(problem) : undefined}
          visibilityToggleButtonProps={{ 'aria-label': t('show') }}
        />
        {problem && !wrong && <Notice tone="red">{say.problem(problem)}</Notice>}
        <Button type="submit" fullWidth loading={opening.isPending}>
          {t('open')}
        </Button>
      </form>
      <Promises />
    </div>
  );
}
