/* Opens what is said about a document; says how much there is. */
import { IconMessage } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '@/components/Sheet';
import { Blocks } from '@/components/states';
import control from '@/styles/control.module.css';
import { NO_DRAFT, type Draft } from './draft';
import style from './Talk.module.css';

const Talk = lazy(() => import('./Talk'));

type Props = { client: number; file: number; name: string; count: number };

export function TalkButton({ client, file, name, count }: Props) {
  const { t } = useTranslation('work');
  const [open, setOpen] = useState(false);
  // What is half typed stays while the sheet is closed, by document.
  const [held, setHeld] = useState<{ file: number; draft: Draft }>({ file, draft: NO_DRAFT });
  const draft = held.file === file ? held.draft : NO_DRAFT;
  const keep = (some: Partial<Draft>): void =>
    setHeld((now) => ({ file, draft: { ...(now.file === file ? now.draft : NO_DRAFT), ...some } }));
  return (
    <>
      <button
        type="button"
        className={`${control.icon} ${style.button}`}
        onClick={() => setOpen(true)}
        aria-label={t('talk.open', { name, count })}
      >
        <IconMessage size={20} aria-hidden="true" />
        {count > 0 && (
          <span className={`${style.count} num`} aria-hidden="true">
            {count}
          </span>
        )}
      </button>
      <Sheet open={open} title={name} onClose={() => setOpen(false)}>
        <Suspense fallback={<Blocks heights={[56, 72]} />}>
          <Talk client={client} file={file} draft={draft} onDraft={keep} />
        </Suspense>
      </Sheet>
    </>
  );
}
