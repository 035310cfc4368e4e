/* A link to a file that is fetched through the session: a refusal is a sentence here, not a page of JSON. */
import type { MouseEvent, ReactNode } from 'react';
import { download } from '@/lib/api/download';
import { toProblem } from '@/lib/api/problem';
import { sayProblem } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';

type Props = {
  address: string;
  fileName: string;
  className?: string | undefined;
  children?: ReactNode;
};

export function FileLink({ address, fileName, className, children = fileName }: Props) {
  const fetchIt = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    download(address, fileName).catch(async (error: unknown) =>
      toast(await sayProblem(toProblem(error)), 'error'),
    );
  };
  return (
    <a href={address} className={className} download onClick={fetchIt}>
      {children}
    </a>
  );
}
