/* One logical subject per card (PLAT-02). A titled card is a region that assistive tools can list. */
import { useId, type ReactNode } from 'react';
import style from './Card.module.css';

type Props = {
  title?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
  flush?: boolean;
  className?: string | undefined;
};

export function Card({ title, action, children, flush = false, className = '' }: Props) {
  const id = useId();
  const labelled = title ? { 'aria-labelledby': id } : {};
  return (
    <section className={`${style.card} ${className}`} data-flush={flush || undefined} {...labelled}>
      {title && (
        <header className={style.head}>
          <h2 id={id} className={style.title}>
            {title}
          </h2>
          {action}
        </header>
      )}
      {children}
    </section>
  );
}
