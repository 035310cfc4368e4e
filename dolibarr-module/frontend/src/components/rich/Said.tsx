/* The value of a row as it reads: formatted where it is, masked where it is sensitive. */
import { Masked } from '@/components/Masked';
import { isRich } from '@/lib/rich/tree';
import { RichView } from './RichView';

type Row = {
  label: string;
  type: string;
  text: string;
  value?: unknown;
  masked?: { text: string; uid?: string };
};

export function Said({ row, client }: { row: Row; client: number }) {
  if (row.masked) return <Masked client={client} label={row.label} masked={row.masked} />;
  return row.type === 'rich' && isRich(row.value) ? <RichView value={row.value} /> : row.text;
}
