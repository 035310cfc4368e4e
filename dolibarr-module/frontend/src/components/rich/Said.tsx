/* The value of a row as it reads: formatted where it is. */
import { isRich } from '@/lib/rich/tree';
import { RichView } from './RichView';

type Row = { type: string; text: string; value?: unknown };

export const Said = ({ row }: { row: Row }) =>
  row.type === 'rich' && isRich(row.value) ? <RichView value={row.value} /> : row.text;
