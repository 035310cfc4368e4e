/*
 * Documents of the case: the checklist, then everything else, and a place to deposit what was not asked for. A numbered tag
 * of the summary narrows the checklist to what it counts (CASE-18).
 */
import { useQuery } from '@tanstack/react-query';
import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Progress } from '@/components/Progress';
import { Blocks, Failure } from '@/components/states';
import type { Case, CaseTag } from '@/lib/api/types';
import { caseFilesQuery } from '../api/case-files';
import { tagCounts } from '../tag';
import { CaseDeposit } from './CaseDeposit';
import { FileLine, PieceCard } from './Pieces';
import style from './Documents.module.css';

type Props = { item: Case; client: number; tag: string | null };
type ChecklistProps = Props & { talk: ReadonlyMap<number, number> | undefined };

function Narrowed({ item, client, tag }: { item: Case; client: number; tag: CaseTag }) {
  const { t } = useTranslation('work');
  return (
    <Link
      to="/clients/$client/cases/$case"
      params={{ client: String(client), case: String(item.id) }}
      search={{ tab: 'documents' }}
      className={style.tag}
      aria-label={t('pieces.allAgain', { label: tag.label })}
      resetScroll={false}
      replace
    >
      {tag.label} <span className="num">{tag.count}</span>
      <IconX size={16} aria-hidden="true" />
    </Link>
  );
}

/* How much of what the client was asked for is there: what nobody asks him for counts as neither. DOC-06. */
function Supplied({ pieces }: { pieces: Case['pieces'] }) {
  const { t } = useTranslation('work');
  const his = pieces.filter((one) => one.source === 'client' && one.status.code !== 'na');
  const left = his.filter((one) => one.todo).length;
  if (his.length === 0) return null;
  return (
    <div className={style.supplied}>
      <span>{left === 0 ? t('pieces.allThere') : t('pieces.left', { count: left })}</span>
      <Progress
        percent={Math.floor((100 * (his.length - left)) / his.length)}
        label={t('pieces.supplied')}
        wide
      />
    </div>
  );
}

function Checklist({ item, client, tag: code, talk }: ChecklistProps) {
  const { t } = useTranslation('work');
  const tag = item.tags.find((one) => one.code === code && one.of === 'pieces');
  const pieces = tag ? item.pieces.filter((piece) => tagCounts(tag, piece)) : item.pieces;
  if (item.pieces.length === 0) return null;
  return (
    <Card
      title={t('pieces.title')}
      action={tag && <Narrowed item={item} client={client} tag={tag} />}
      flush
    >
      <Supplied pieces={item.pieces} />
      {pieces.length === 0 && <p className={style.none}>{t('pieces.noneOfTag')}</p>}
      <ul>
        {pieces.map((piece) => (
          <PieceCard key={piece.id} piece={piece} client={client} id={item.id} talk={talk} />
        ))}
      </ul>
    </Card>
  );
}

export function Documents({ item, client, tag }: Props) {
  const { t } = useTranslation('work');
  const files = useQuery(caseFilesQuery(client, item.id));
  const talk = files.data && new Map(files.data.rows.map((file) => [file.id, file.comments]));
  const others = files.data?.rows.filter((file) => file.object !== 'piece') ?? [];
  return (
    <div className={style.page}>
      <Checklist item={item} client={client} tag={tag} talk={talk} />
      <Card title={t('pieces.others')}>
        {files.isPending && <Blocks heights={[44, 44]} />}
        {files.isError && !files.data && (
          <Failure error={files.error} retry={() => void files.refetch()} />
        )}
        {files.data && others.length === 0 && <p className={style.none}>{t('pieces.noOther')}</p>}
        <ul>
          {others.map((file) => (
            <FileLine
              key={file.id}
              file={file}
              client={client}
              among={others.filter(({ link }) => !link)}
              comments={file.comments}
            />
          ))}
        </ul>
        <CaseDeposit
          id={item.id}
          label={t('pieces.add')}
          many
          target={{ client, object: 'case', id: item.id }}
        />
      </Card>
    </div>
  );
}
