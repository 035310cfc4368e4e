/* A sensitive value on a sheet: hidden until its owner asks for it, hidden again by the next click (SEC-06). */
import { useTranslation } from 'react-i18next';
import { revealOf } from '@/lib/api/reveal';
import control from '@/styles/control.module.css';
import style from './Masked.module.css';
import { useReveal } from './form/use-reveal';

type Props = { client: number; label: string; masked: { text: string; uid?: string } };

export function Masked({ client, label, masked }: Props) {
  const { t } = useTranslation('work');
  const { uid } = masked;
  const ask = () => revealOf(client)(uid ?? '');
  const { clear, refused, busy, toggle } = useReveal(ask, t('guide.hidden'));
  const word = t(clear === null ? 'guide.reveal' : 'guide.hide');
  return (
    <span className={style.masked}>
      <output>{clear ?? masked.text}</output>
      {uid && (
        <button
          type="button"
          className={control.word}
          disabled={busy}
          aria-label={`${word} : ${label}`}
          onClick={toggle}
        >
          {word}
        </button>
      )}
      {refused !== '' && (
        <span className={style.refused} role="alert">
          {refused}
        </span>
      )}
    </span>
  );
}
