/* Does a numbered tag count this document? As the core counts them: its category or the one that holds it, its status, else what still matters. */
import type { CasePiece, CaseTag } from '@/lib/api/types';

type Facts = { category: CasePiece['category']; within?: string | null; status: { code: string } };

export function tagCounts(tag: Pick<CaseTag, 'category' | 'status'>, piece: Facts): boolean {
  if (tag.category && piece.category !== tag.category && piece.within !== tag.category)
    return false;
  return tag.status ? piece.status.code === tag.status : piece.status.code !== 'na';
}
