/* A sheet from the bottom on phones, a centred box on wide screens: the browser's own modal dialog. */
import { IconX } from '@tabler/icons-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import style from './Sheet.module.css';

type Props = {
  open: boolean;
  title: string;
  /* Without it the dialog stays until its content decides. */
  onClose?: () => void;
  children: ReactNode;
};

export function Sheet({ open, title, onClose, children }: Props) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- Escape closes a dialog; the click is on its backdrop
    <dialog
      ref={ref}
      className={style.sheet}
      aria-labelledby={id}
      onCancel={(event) => !onClose && event.preventDefault()}
      onClose={onClose}
      onClick={(event) => event.target === ref.current && onClose?.()}
    >
      <div className={style.inside}>
        <div className={style.head}>
          <h2 id={id}>{title}</h2>
          {onClose && (
            <button
              type="button"
              className={style.close}
              onClick={onClose}
              aria-label={t('app.close')}
            >
              <IconX size={20} aria-hidden="true" />
            </button>
          )}
        </div>
        {open && children}
      </div>
    </dialog>
  );
}
