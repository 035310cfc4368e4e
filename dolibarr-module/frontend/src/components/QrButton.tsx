/* Shows the QR code of what the page is about, asked for when it is wanted; nothing where the firm's portal has no address. */
import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import { IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QrCode } from '@/lib/api/types';
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
  const code = useQuery({ ...query, enabled: open });
  const none = open && (code.isError || code.data?.qr === null);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconQrcode size={20} aria-hidden="true" />}
        loading={open && code.isPending}
        onClick={() => setOpen(true)}
      >
        {t('qr.button')}
      </Button>
      {none && <Notice tone="amber">{t('qr.none')}</Notice>}
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
