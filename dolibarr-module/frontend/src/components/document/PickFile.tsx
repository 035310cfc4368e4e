/* Where one file is chosen: dropped, picked, or a picture taken now; what is wrong with it stands below. */
import { IconCamera, IconFile, IconUpload } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileSize } from '@/lib/format';
import style from './Document.module.css';

type Props = {
  file: File | null;
  choose: (file: File) => void;
  /* What may be sent, said beforehand. */
  limit?: string;
  said: string | null;
};

export function PickFile({ file, choose, limit, said }: Props) {
  const { t } = useTranslation('work');
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null): void => {
    if (files?.[0]) choose(files[0]);
  };
  const input = {
    type: 'file',
    className: 'sr-only',
    'aria-invalid': said !== null || undefined,
    'aria-describedby': said ? `${id}-said` : undefined,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => take(event.target.files),
  } as const;
  return (
    <div
      className={style.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
      role="group"
      aria-label={t('documents.file')}
    >
      {file && (
        <p className={style.chosen}>
          <IconFile size={20} aria-hidden="true" />
          <span>{file.name}</span>
          <span className="num">{fileSize(file.size)}</span>
        </p>
      )}
      <div className={style.picks}>
        <input id={id} {...input} />
        <label htmlFor={id} className={style.pick}>
          <IconUpload size={20} aria-hidden="true" />
          {t(file ? 'documents.another' : 'deposit.choose')}
        </label>
        <input id={`${id}-camera`} accept="image/*" capture="environment" {...input} />
        <label htmlFor={`${id}-camera`} className={style.pick} data-camera>
          <IconCamera size={20} aria-hidden="true" />
          {t('deposit.photo')}
        </label>
      </div>
      {limit && <span className={style.limit}>{limit}</span>}
      {said && (
        <p id={`${id}-said`} className={style.said} role="alert">
          {said}
        </p>
      )}
    </div>
  );
}
