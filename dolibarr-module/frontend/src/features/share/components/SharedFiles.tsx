/*
 * The documents, each to read where a browser may show it and to download where that is allowed. Plain links: the visit
 * is a cookie, and a large file goes to the disk without passing through the page.
 */
import { IconDownload, IconEye, IconFileText, IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonAnchor } from '@/components/Button';
import { Card } from '@/components/Card';
import type { Share, SharedFile } from '@/lib/api/types';
import { fileSize } from '@/lib/format';
import style from './SharePage.module.css';

const KINDS: Record<string, string> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/heic': 'HEIC',
  'text/csv': 'CSV',
  'text/plain': 'TXT',
};

const kind = (file: SharedFile): string =>
  KINDS[file.type] ?? (/\.([a-z0-9]{2,4})$/i.exec(file.name)?.[1] ?? '').toUpperCase();

type RowProps = { file: SharedFile; share: Share['share'] };

function Row({ file, share }: RowProps) {
  const { t } = useTranslation('share');
  const address = `/v1/shares/${share.id}/files/${file.id}`;
  const Icon = file.type.startsWith('image/') ? IconPhoto : IconFileText;
  return (
    <li className={style.row}>
      <Icon size={24} stroke={1.6} className={style.icon} aria-hidden="true" />
      <span className={style.words}>
        <span className={style.name}>{file.name}</span>
        <span className={style.facts}>
          {[kind(file), fileSize(file.size)].filter(Boolean).join(' · ')}
          {!file.readable && !share.download && ` · ${t('notHere')}`}
        </span>
      </span>
      <span className={style.acts}>
        {file.readable && (
          <ButtonAnchor
            variant="default"
            href={`${address}?view=1`}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={t('readOne', { name: file.name })}
            leftSection={<IconEye size={18} aria-hidden="true" />}
          >
            {t('read')}
          </ButtonAnchor>
        )}
        {share.download && (
          <ButtonAnchor
            variant="default"
            href={address}
            download={file.name}
            aria-label={t('downloadOne', { name: file.name })}
            leftSection={<IconDownload size={18} aria-hidden="true" />}
          >
            {t('download')}
          </ButtonAnchor>
        )}
      </span>
    </li>
  );
}

export function SharedFiles({ share, files }: Pick<Share, 'share' | 'files'>) {
  return (
    <Card flush>
      <ul className={style.list}>
        {files.map((file) => (
          <Row key={file.id} file={file} share={share} />
        ))}
      </ul>
    </Card>
  );
}
