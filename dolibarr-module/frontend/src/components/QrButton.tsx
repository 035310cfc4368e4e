/* Shows the QR code of what the page is about, asked for when it is wanted; nothing where the firm's portal has no address. */
import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import { IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QrCode } from '@/lib/api/types';
import { toProblem } from '@/lib/api/problem';
import { useSentences } from '@/lib/i18n/problem';
import { Button } from './Button';
import { Notice } from './Notice';
import { QrSheet } from './QrSheet';

type Props = {
  query: UseQueryOptions<{ qr: QrCode | null }>;
  title: string;
  name: string;
};

export function QrButton({ query, title, name }: Props) {
  const { t } = useTranslation('work');
  const [open, setOpen] = useState(false);
  const code = useQuery({ ...query, enabled: false });
  const say = useSentences(code.isError);
  const show = (): void => {
    setOpen(true);
    if (!code.data?.qr || code.isStale) void code.refetch();
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconQrcode size={20} aria-hidden="true" />}
        loading={code.isFetching}
        onClick={show}
      >
        {t('qr.button')}
      </Button>
      {code.isError && !code.isFetching && (
        <Notice tone="red">{say.problem(toProblem(code.error))}</Notice>
      )}
      {open && code.data?.qr === null && <Notice tone="amber">{t('qr.none')}</Notice>}
      {code.data?.qr && (
        <QrSheet
          code={code.data.qr}
          title={title}
          name={name}
          open={open}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
