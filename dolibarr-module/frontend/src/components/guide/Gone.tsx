/* What was to be filled in is no longer there, or not his: where to go instead. */
import type { ReactNode } from 'react';
import { IconFolderOff } from '@tabler/icons-react';
import { Card } from '@/components/Card';
import { Empty } from '@/components/states';
import { toProblem } from '@/lib/api/problem';

export function isGone(error: unknown): boolean {
  const { status } = toProblem(error);
  return status === 404 || status === 409;
}

type Props = { title: string; action: ReactNode; children: ReactNode };

export function Gone({ title, action, children }: Props) {
  return (
    <Card>
      <Empty icon={<IconFolderOff size={24} />} title={title} action={action}>
        {children}
      </Empty>
    </Card>
  );
}
