/* One document: what it is, where it stands, what is said of it, and what may be done with it (DOC-04, DOC-05, DOC-12). */
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '@/components/Confirm';
import { DocumentLine } from '@/components/document/DocumentLine';
import { StatusBadge, ToneBadge } from '@/components/StatusBadge';
import { TalkButton } from '@/components/talk/TalkButton';
import type { ViewerDoc } from '@/components/viewer/types';
import { ViewerLink } from '@/components/viewer/ViewerLink';
import { api } from '@/lib/api/client';
import { download } from '@/lib/api/download';
import { fileAddress } from '@/lib/api/file-address';
import { openLink } from '@/lib/api/open-link';
import { toProblem } from '@/lib/api/problem';
import type { DocumentRow as Row } from '@/lib/api/types';
import { day, fileSize, momentNear } from '@/lib/format';
import { sayProblem } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import control from '@/styles/control.module.css';
import line from '@/components/document/Document.module.css';

type Props = {
  row: Row;
  client: number;
  /* What the viewer goes on to. */
  among: ViewerDoc[];
};

function told(error: unknown): void {
  void sayProblem(toProblem(error)).then((text) => toast(text, 'error'));
}

function Name({ row, client, among }: Props) {
  const { t } = useTranslation('work');
  if (!row.host)
    return <ViewerLink client={client} doc={row} among={among} className={line.name} />;
  return (
    <button
      type="button"
      className={line.name}
      onClick={() => void openLink(client, row.id).catch(told)}
    >
      {row.name}
      <span className="sr-only"> ({t('documents.elsewhere', { host: row.host })})</span>
    </button>
  );
}

function Facts({ row, client }: Omit<Props, 'among'>) {
  const { t } = useTranslation('work');
  const who = row.from_client ? t('documents.fromYou', { name: row.by }) : (row.by ?? '');
  return (
    <>
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
    </>
  );
}

function Badges({ row }: { row: Row }) {
  const { t } = useTranslation('work');
  return (
    <>
      {row.status && <StatusBadge badge={row.status} />}
      {row.deliverable && <ToneBadge tone="green" label={t('documents.deliverable')} />}
      {row.scanning && <ToneBadge tone="blue" label={t('documents.scanning')} />}
      {row.expired && <ToneBadge tone="amber" label={t('documents.expired')} />}
    </>
  );
}

function TakeBack({ row, client }: Omit<Props, 'among'>) {
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

function Acts({ row, client }: Omit<Props, 'among'>) {
  const { t } = useTranslation('work');
  return (
    <>
      {row.may_delete && <TakeBack row={row} client={client} />}
      <TalkButton client={client} file={row.id} name={row.name} count={row.comments} />
      {row.may_download && (
        <button
          type="button"
          className={control.icon}
          aria-label={t('documents.download', { name: row.name })}
          onClick={() => void download(fileAddress(client, row.id), row.name).catch(told)}
        >
          <IconDownload size={20} aria-hidden="true" />
        </button>
      )}
    </>
  );
}

export function DocumentRow(props: Props) {
  const { row, client } = props;
  return (
    <DocumentLine
      type={row.type}
      link={row.host !== null}
      name={<Name {...props} />}
      facts={<Facts row={row} client={client} />}
      note={row.description}
      reason={row.reason}
      badges={<Badges row={row} />}
      acts={<Acts row={row} client={client} />}
    />
  );
}
