/* A button that fetches a file: busy while it comes, a sentence if it does not. */
import type { ButtonProps } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '@/lib/api/download';
import { toProblem } from '@/lib/api/problem';
import { sayProblem } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import { Button } from './Button';

type Props = ButtonProps & {
  address: string;
  fileName: string;
  children: ReactNode;
  'aria-label'?: string;
};

export function Download({ address, fileName, children, ...rest }: Props) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const start = (): void => {
    setBusy(true);
    download(address, fileName)
      .catch(async (error: unknown) => toast(await sayProblem(toProblem(error)), 'error'))
      .finally(() => setBusy(false));
  };
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={18} aria-hidden="true" />}
      {...rest}
      loading={busy}
      loaderProps={{ 'aria-label': t('app.loading') }}
      onClick={start}
    >
      {children}
    </Button>
  );
}
