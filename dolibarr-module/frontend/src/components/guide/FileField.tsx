/* An answer that is files: those that arrived, each to read again or to take away; then the place to add one. */
import { IconFileCheck, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DepositZone, type DepositQueue } from '@/components/Deposit';
import type { ControlProps } from '@/components/form/Field';
import { labelText } from '@/components/form/types';
import { FileLink } from '@/components/FileLink';
import { fileAddress } from '@/lib/api/file-address';
import { fileSize } from '@/lib/format';
import type { DraftFile } from './files';
import control from '@/styles/control.module.css';
import style from './FileField.module.css';

/* Where the files of a form are, and how more come to them. */
export type FileHost = {
  client: number;
  known: DraftFile[];
  value: (code: string, row?: number) => string;
  queue: (cell: string, accept?: string) => DepositQueue;
  remove: (cell: string, id: number) => void;
};

type Props = ControlProps & { host: FileHost };

const PICTURES = /^(jpe?g|png|heic|webp)$/i;
const words = (accept: string): string[] =>
  accept
    .split(',')
    .map((word) => word.trim().replace(/^\./, ''))
    .filter(Boolean);

export function FileField({ host, field, code, row, describedBy, invalid }: Props) {
  const { t, i18n } = useTranslation('work');
  const cell = row === undefined ? code : `${code}#${row}`;
  const ids = host.value(code, row).split(',').filter(Boolean);
  const queue = host.queue(cell, field.accept);
  const kinds = words(field.accept ?? '');
  const full = ids.length > 0 && !field.many;
  return (
    <div className={style.box}>
      {ids.length > 0 && (
        <ul className={style.list}>
          {ids.map((id) => {
            const known = host.known.find((file) => String(file.id) === id);
            const name = known?.name ?? t('guide.file');
            return (
              <li key={id} className={style.file}>
                <IconFileCheck size={20} aria-hidden="true" />
                <FileLink
                  className={style.name}
                  address={fileAddress(host.client, Number(id))}
                  fileName={name}
                />
                {known && <span className={`${style.size} num`}>{fileSize(known.size)}</span>}
                <button
                  type="button"
                  className={control.icon}
                  data-danger
                  aria-label={t('guide.fileRemove', { name })}
                  onClick={() => host.remove(cell, Number(id))}
                >
                  <IconTrash size={20} aria-hidden="true" />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {!full && (
        <DepositZone
          label={labelText(field.label, i18n.language)}
          accept={kinds.length > 0 ? kinds.map((kind) => `.${kind}`).join(',') : undefined}
          many={field.many}
          camera={kinds.length === 0 || kinds.some((kind) => PICTURES.test(kind))}
          describedBy={describedBy}
          invalid={invalid}
          queue={queue}
        />
      )}
    </div>
  );
}
