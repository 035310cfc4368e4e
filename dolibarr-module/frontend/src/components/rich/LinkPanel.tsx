/* Where a link leads, typed under the buttons. It stands inside a form of the page: Enter is its own. */
import { useId, useRef, useState, useEffect, type KeyboardEvent } from 'react';
import { linkOf } from '@/lib/rich/tree';
import style from './rich.module.css';
import type { RichWords } from './words';

type Props = { href: string; words: RichWords; onClose: (href?: string) => void };

export function LinkPanel({ href, words, onClose }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(href);
  const [wrong, setWrong] = useState(false);
  useEffect(() => input.current?.focus(), []);
  const apply = (): void => {
    const leads = linkOf(text);
    if (leads) onClose(leads);
    else setWrong(true);
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter') apply();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={style.link}>
      <label htmlFor={id}>{words.address}</label>
      <div className={style.address}>
        <input
          ref={input}
          id={id}
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          placeholder={words.addressHelp}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setWrong(false);
          }}
          onKeyDown={keys}
        />
        <button type="button" onClick={apply}>
          {words.apply}
        </button>
        {href !== '' && (
          <button type="button" onClick={() => onClose('')}>
            {words.remove}
          </button>
        )}
      </div>
      {wrong && (
        <p id={`${id}-wrong`} className={style.wrong} role="alert">
          {words.badLink}
        </p>
      )}
    </div>
  );
}
