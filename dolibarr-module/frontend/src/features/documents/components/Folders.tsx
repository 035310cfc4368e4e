/* Themes of «Mes documents»: each leads to what lies in it; within one, the way back and what is below (DOC-01, DOC-12). */
import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { KindIcon } from '@/components/KindIcon';
import type { DocumentFilter } from '../api/list-documents';
import { foldersQuery, pathOf, type Folder, type FolderTree } from '../api/list-folders';
import style from './Folders.module.css';

type Props = { client: number; filter: DocumentFilter };
type Tile = Pick<Folder, 'id' | 'name' | 'icon' | 'colour' | 'total'>;

function Theme({ client, tile }: { client: number; tile: Tile }) {
  const { t } = useTranslation('work');
  return (
    <li>
      <Link
        className={style.theme}
        data-empty={tile.total === 0 || undefined}
        to="/clients/$client/documents"
        params={{ client: String(client) }}
        search={{ folder: tile.id }}
      >
        <KindIcon icon={tile.icon} colour={tile.colour} />
        <span className={style.name}>{tile.name}</span>
        <span className={style.count}>{t('documents.count', { count: tile.total })}</span>
      </Link>
    </li>
  );
}

function Path({ client, tree, folder }: { client: number; tree: FolderTree; folder: number }) {
  const { t } = useTranslation('work');
  const path = pathOf(tree, folder);
  const to = '/clients/$client/documents' as const;
  const params = { client: String(client) };
  return (
    <nav className={style.path} aria-label={t('documents.path')}>
      <Link to={to} params={params} search={{}}>
        {t('documents.title')}
      </Link>
      {path.map(({ id, name }, i) => (
        <span key={id} className={style.step}>
          <IconChevronRight size={16} aria-hidden="true" />
          {i === path.length - 1 ? (
            <strong aria-current="page">{name}</strong>
          ) : (
            <Link to={to} params={params} search={{ folder: id }}>
              {name}
            </Link>
          )}
        </span>
      ))}
      {folder === 0 && (
        <span className={style.step}>
          <IconChevronRight size={16} aria-hidden="true" />
          <strong aria-current="page">{t('documents.unfiled')}</strong>
        </span>
      )}
    </nav>
  );
}

/* Those that hold something first; at the top also what lies in none. */
function tilesOf(tree: FolderTree, folder: number | undefined, unfiled: string): Tile[] {
  const inside = tree.folders.filter((one) => one.parent === (folder ?? null));
  const tiles: Tile[] = [...inside].sort((a, b) => Number(b.total > 0) - Number(a.total > 0));
  if (folder === undefined && tree.unfiled > 0 && tiles.length > 0)
    tiles.push({ id: 0, name: unfiled, icon: 'inbox', colour: '', total: tree.unfiled });
  return tiles;
}

export function Folders({ client, filter }: Props) {
  const { t } = useTranslation('work');
  const { data: tree } = useQuery(foldersQuery(client));
  const { folder, ...rest } = filter;
  if (!tree || (folder === undefined && Object.keys(rest).length > 0)) return null;
  const tiles = Object.keys(rest).length > 0 ? [] : tilesOf(tree, folder, t('documents.unfiled'));
  return (
    <>
      {folder !== undefined && <Path client={client} tree={tree} folder={folder} />}
      {tiles.length > 0 && (
        <ul className={style.themes} aria-label={t('documents.themes')}>
          {tiles.map((tile) => (
            <Theme key={tile.id} client={client} tile={tile} />
          ))}
        </ul>
      )}
    </>
  );
}
