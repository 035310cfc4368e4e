/* The password of a link, given by another channel. A refusal never says which of link and password is wrong. */
import { TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { PageTitle } from '@/components/PageTitle';
import { toProblem } from '@/lib/api/problem';
import { useSentences } from '@/lib/i18n/problem';
import { useUnlock } from '../api/open-share';
import type { ShareLink } from '../link';
import style from './SharePage.module.css';

export function UnlockForm({ link }: { link: ShareLink }) {
  const { t } = useTranslation('share');
  const [password, setPassword] = useState('');
  const [empty, setEmpty] = useState(false);
  const unlock = useUnlock(link);
  const problem = unlock.error ? toProblem(unlock.error) : null;
  const say = useSentences(problem !== null);

  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const missing = password.trim() === '';
    setEmpty(missing);
    if (missing) (event.currentTarget.elements.namedItem('password') as HTMLElement).focus();
    else unlock.mutate(password);
  };

  return (
    <form className={style.form} onSubmit={send} noValidate>
      <PageTitle name={t('lockTitle')} lead={t('lock')} />
      {/* Shown as it is typed: it is read from a message or heard over the phone. */}
      <TextInput
        label={t('password')}
        name="password"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={empty ? t('needPassword') : undefined}
      />
      {problem && (
        <Notice tone="red">{problem.status === 404 ? t('refused') : say.problem(problem)}</Notice>
      )}
      <Button type="submit" fullWidth loading={unlock.isPending}>
        {t('unlock')}
      </Button>
    </form>
  );
}
