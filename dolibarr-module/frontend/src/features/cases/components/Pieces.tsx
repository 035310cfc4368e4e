/* Documents of the checklist: one card each with what is expected, where it stands, and the place to deposit it. */
import { IconDownload, IconExternalLink, IconFile, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useArrive } from '@/components/arrive';
import { FileLink } from '@/components/FileLink';
import { Notice } from '@/components/Notice';
import { StatusBadge, ToneBadge } from '@/components/StatusBadge';
import { TalkButton } from '@/components/talk/TalkButton';
import { ViewerLink } from '@/components/viewer/ViewerLink';
import { fileAddress } from '@/lib/api/file-address';
import type { CasePiece, StoredFile } from '@/lib/api/types';
import { download } from '@/lib/api/download';
import { openLink } from '@/lib/api/open-link';
import { toProblem } from '@/lib/api/problem';
import { day, fileSize, momentNear } from '@/lib/format';
import { sayProblem } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import { modelAddress, useTakeBack } from '../api/case-files';
import control from '@/styles/control.module.css';
import { CaseDeposit } from './CaseDeposit';
import style from './Pieces.module.css';

const OPEN = new Set(['to_provide', 'refused', 'expired', 'waiting']);

function told(error: unknown): void {
  void sayProblem(toProblem(error)).then((text) => toast(text, 'error'));
}

type FileProps = {
  file: Pick<StoredFile, 'id' | 'name' | 'size' | 'link' | 'may_download'> & { at?: number };
  client: number;
  among?: FileProps['file'][] | undefined;
  /** How much is said about it; without it nothing can be. */
  comments?: number;
  onDrop?: () => void;
};

export function FileLine({ file, client, among, comments, onDrop }: FileProps) {
  const { t } = useTranslation('work');
  return (
    <li className={style.file}>
      {file.link ? (
        <IconExternalLink size={20} aria-hidden="true" />
      ) : (
        <IconFile size={20} aria-hidden="true" />
      )}
      {file.link ? (
        <button
          type="button"
          className={style.fileLink}
          onClick={() => void openLink(client, file.id).catch(told)}
        >
          {file.name}
        </button>
      ) : (
        <ViewerLink client={client} doc={file} among={among} className={style.fileLink} />
      )}
      <span className={`${style.fact} num`}>
        {!file.link && fileSize(file.size)}
        {file.at !== undefined && <> · {momentNear(file.at)}</>}
      </span>
      <span className={style.acts}>
        {comments !== undefined && (
          <TalkButton client={client} file={file.id} name={file.name} count={comments} />
        )}
        {onDrop ? (
          <button
            type="button"
            className={control.icon}
            data-danger
            onClick={onDrop}
            aria-label={t('pieces.takeBack', { name: file.name })}
          >
            <IconTrash size={20} aria-hidden="true" />
          </button>
        ) : (
          file.may_download && (
            <button
              type="button"
              className={control.icon}
              onClick={() => void download(fileAddress(client, file.id), file.name).catch(told)}
              aria-label={t('pieces.download', { name: file.name })}
            >
              <IconDownload size={20} aria-hidden="true" />
            </button>
          )
        )}
      </span>
    </li>
  );
}

/* The file that the firm gives to fill in. */
function Model({ piece, client }: { piece: CasePiece; client: number }) {
  const { t } = useTranslation('work');
  if (!piece.model) return null;
  return (
    <FileLink
      address={modelAddress(client, piece.id)}
      fileName={piece.model.name}
      className={style.model}
    >
      <IconDownload size={20} aria-hidden="true" />
      <span>{t('pieces.model', { name: piece.model.name })}</span>
      <span className={`${style.fact} num`}>{fileSize(piece.model.size)}</span>
    </FileLink>
  );
}

function Dates({ piece }: { piece: CasePiece }) {
  const { t } = useTranslation('work');
  return (
    <>
      {piece.due_on && piece.todo && (
        <p className={style.fact}>{t('pieces.before', { date: day(piece.due_on) })}</p>
      )}
      {piece.valid_until && !piece.todo && (
        <p className={style.fact}>{t('pieces.validUntil', { date: day(piece.valid_until) })}</p>
      )}
    </>
  );
}

type Props = {
  piece: CasePiece;
  client: number;
  id: number;
  here?: boolean;
  /** How much is said about each file. */
  talk?: ReadonlyMap<number, number> | undefined;
};

export function PieceCard({ piece, client, id, here = false, talk }: Props) {
  const { t } = useTranslation('work');
  const arrived = useArrive(here);
  const takeBack = useTakeBack(client, id);
  const code = piece.status.code;
  const may = piece.source === 'client' && (OPEN.has(code) || (piece.many && code === 'received'));
  const drop = (file: number): void => {
    takeBack.mutate(file, { onError: told, onSuccess: () => toast(t('pieces.takenBack')) });
  };
  return (
    <li className={style.piece} data-todo={piece.todo || undefined} {...arrived}>
      <div className={style.head}>
        <div className={style.title}>
          <strong data-todo={piece.todo || undefined}>{piece.label}</strong>
          {!piece.required && <span className={style.fact}>{t('pieces.optional')}</span>}
        </div>
        <span className={style.badges}>
          <StatusBadge badge={piece.status} />
          {piece.late && <ToneBadge tone="red" label={t('pieces.late')} />}
        </span>
      </div>
      {piece.help && <p className={style.help}>{piece.help}</p>}
      <Model piece={piece} client={client} />
      {code === 'available' && <p className={style.fact}>{t('pieces.held')}</p>}
      <Dates piece={piece} />
      {code === 'refused' && piece.reason && (
        <Notice tone="red" title={t('pieces.refused')}>
          {piece.reason}
        </Notice>
      )}
      {piece.files.length > 0 && (
        <ul>
          {piece.files.map((file) => (
            <FileLine
              key={file.id}
              file={file}
              client={client}
              {...(talk?.has(file.id) ? { comments: talk.get(file.id) ?? 0 } : {})}
              among={piece.files.filter(({ link }) => !link)}
              {...(piece.source === 'client' && (code === 'received' || code === 'to_provide')
                ? { onDrop: () => drop(file.id) }
                : {})}
            />
          ))}
        </ul>
      )}
      {may && (
        <CaseDeposit
          id={id}
          label={piece.label}
          many={piece.many}
          target={{ client, object: 'piece', id: piece.id }}
        />
      )}
    </li>
  );
}
