/* A code on paper that leads nowhere: renewed, of something gone or hidden, or somebody else's. None is told apart but the last. */
import { IconQrcodeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { Card } from '@/components/Card';
import { PageTitle } from '@/components/PageTitle';
import { Empty } from '@/components/states';
import { ShareLayout } from './ShareLayout';

export function CodePage({ refused }: { refused: boolean }) {
  const { t } = useTranslation('share');
  return (
    <ShareLayout>
      <Card>
        <PageTitle name={t('codeTitle')} />
        <Empty
          icon={<IconQrcodeOff size={24} />}
          title={t(refused ? 'codeRefusedWhat' : 'codeGoneWhat')}
          action={<ButtonLink to="/">{t('home')}</ButtonLink>}
        >
          {t(refused ? 'codeRefused' : 'codeGone')}
        </Empty>
      </Card>
    </ShareLayout>
  );
}
