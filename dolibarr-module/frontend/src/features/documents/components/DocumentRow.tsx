/* One document: what it is, where it stands, and what may be done with it. */
import {
  IconDownload,
  IconExternalLink,
  IconFile,
  IconFileTypePdf,
  IconPhoto,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '@/components/Confirm';
import { StatusBadge, ToneBadge } from '@/components/StatusBadge';
import { api, url } from '@/lib/api/client';
import { download } from '@/lib/api/download';
import { openLink } from '@/lib/api/open-link';
import { toProblem } from '@/lib/api/problem';
import type { DocumentRow as Row } from '@/lib/api/types';
import { day, fileSize, momentNear } from '@/lib/format';
import { sayProblem } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import control from '@/styles/control.module.css';
import style from './Documents.module.css';

const SHOWN = new Set(['application/pdf', 'image/png', 'image/jpeg']);

function DocumentIcon({ row }: { row: Row }) {
  const Icon = row.host
    ? IconExternalLink
    : row.type === 'application/pdf'
      ? IconFileTypePdf
      : row.type.startsWith('image/')
        ? IconPhoto
        : IconFile;
  return (
    <span className={style.icon} data-link={row.host ? true : undefined} aria-hidden="true">
      <Icon size={22} stroke={1.7} />
    </span>
  );
}

const address = (client: number, file: number, view = false) =>
  url('/v1/clients/{client}/files/{file}', {
    path: { client, file },
    query: view ? { view: 'true' } : {},
  });

function told(error: unknown): void {
  void sayProblem(toProblem(error)).then((text) => toast(text, 'error'));
}

function Name({ row, client }: { row: Row; client: number }) {
  const { t } = useTranslation('work');
  if (row.host)
    return (
      <button
        type="button"
        className={style.name}
        onClick={() => void openLink(client, row.id).catch(told)}
      >
        {row.name}
        <span className="sr-only"> ({t('documents.elsewhere', { host: row.host })})</span>
      </button>
    );
  if (SHOWN.has(row.type))
    return (
      <a href={address(client, row.id, true)} target="_blank" rel="noopener" className={style.name}>
        {row.name}
      </a>
    );
  if (!row.may_download) return <span className={style.name}>{row.name}</span>;
  return (
    <a href={address(client, row.id)} className={style.name} download>
      {row.name}
    </a>
  );
}

function Facts({ row, client }: { row: Row; client: number }) {
  const { t } = useTranslation('work');
  const who = row.from_client ? t('documents.fromYou', { name: row.by }) : (row.by ?? '');
  return (
    <p className={style.facts}>
      {row.category && <span>{row.category.label}</span>}
      {row.case && (
        <Link
          to="/clients/$client/cases/$case"
          params={{ client: String(client), case: String(row.case.id) }}
          search={{ tab: 'documents' }}
        >
          {row.case.title}
        </Link>
      )}
      <span className="num">
        {momentNear(row.at)}
        {who && <> · {who}</>}
        {row.host ? <> · {row.host}</> : <> · {fileSize(row.size)}</>}
      </span>
      {row.valid_until && <span>{t('documents.validUntil', { date: day(row.valid_until) })}</span>}
    </p>
  );
}

function TakeBack({ row, client }: { row: Row; client: number }) {
  const { t } = useTranslation('work');
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const drop = useMutation({
    mutationFn: () =>
      api('delete', '/v1/clients/{client}/files/{file}', { path: { client, file: row.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['client', client] }),
    onError: told,
    onSettled: () => setAsking(false),
  });
  return (
    <>
      <button
        type="button"
        className={control.icon}
        data-danger
        onClick={() => setAsking(true)}
        aria-label={t('documents.remove', { name: row.name })}
      >
        <IconTrash size={20} aria-hidden="true" />
      </button>
      <Confirm
        open={asking}
        title={t('documents.removeTitle')}
        text={t('documents.removeText', { name: row.name })}
        yes={t('documents.removeYes')}
        no={t('documents.removeNo')}
        pending={drop.isPending}
        onYes={() => drop.mutate()}
        onNo={() => setAsking(false)}
      />
    </>
  );
}

export function DocumentRow({ row, client }: { row: Row; client: number }) {
  const { t } = useTranslation('work');
  return (
    <li className={style.row}>
      <DocumentIcon row={row} />
      <div className={style.words}>
        <h3 className={style.heading}>
          <Name row={row} client={client} />
        </h3>
        <Facts row={row} client={client} />
        {row.description && <p className={style.note}>{row.description}</p>}
        {row.reason && <p className={style.reason}>{row.reason}</p>}
      </div>
      <div className={style.badges}>
        {row.status && <StatusBadge badge={row.status} />}
        {row.deliverable && <ToneBadge tone="green" label={t('documents.deliverable')} />}
        {row.scanning && <ToneBadge tone="blue" label={t('documents.scanning')} />}
        {row.expired && <ToneBadge tone="amber" label={t('documents.expired')} />}
      </div>
      <div className={style.acts}>
        {row.may_delete && <TakeBack row={row} client={client} />}
        {row.may_download && (
          <button
            type="button"
            className={control.icon}
            aria-label={t('documents.download', { name: row.name })}
            onClick={() => void download(address(client, row.id), row.name).catch(told)}
          >
            <IconDownload size={20} aria-hidden="true" />
          </button>
        )}
      </div>
    </li>
  );
}
