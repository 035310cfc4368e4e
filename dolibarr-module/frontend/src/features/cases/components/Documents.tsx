/* Documents of the case: the checklist, then everything else, and a place to deposit what was not asked for. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Deposit } from '@/components/Deposit';
import { Blocks, Failure } from '@/components/states';
import type { Case } from '@/lib/api/types';
import { caseFilesQuery, useDeposit } from '../api/case-files';
import { FileLine, PieceCard } from './Pieces';
import style from './Documents.module.css';

export function Documents({ item, client }: { item: Case; client: number }) {
  const { t } = useTranslation('work');
  const files = useQuery(caseFilesQuery(client, item.id));
  const deposit = useDeposit(client, item.id);
  const others = files.data?.rows.filter((file) => file.object !== 'piece') ?? [];
  return (
    <div className={style.page}>
      {item.pieces.length > 0 && (
        <Card title={t('pieces.title')} flush>
          <ul>
            {item.pieces.map((piece) => (
              <PieceCard key={piece.id} piece={piece} client={client} id={item.id} />
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('pieces.others')}>
        {files.isPending && <Blocks heights={[44, 44]} />}
        {files.isError && !files.data && (
          <Failure error={files.error} retry={() => void files.refetch()} />
        )}
        {files.data && others.length === 0 && <p className={style.none}>{t('pieces.noOther')}</p>}
        <ul>
          {others.map((file) => (
            <FileLine key={file.id} file={file} client={client} />
          ))}
        </ul>
        <Deposit label={t('pieces.add')} many onFile={deposit('case', item.id)} />
      </Card>
    </div>
  );
}
