/*
 * Documents that the firm put at somebody's disposal (DOC-11). No account, nothing of the portal. Whatever is wrong with
 * the link, the page says the same sentence.
 */
import { useQuery } from '@tanstack/react-query';
import { IconFileOff, IconLinkOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Notice } from '@/components/Notice';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Empty, Failure } from '@/components/states';
import { toProblem } from '@/lib/api/problem';
import type { Share } from '@/lib/api/types';
import { dayInSentence, todayIso } from '@/lib/format';
import { shareQuery } from '../api/open-share';
import { shareLink, type ShareLink } from '../link';
import { SharedFiles } from './SharedFiles';
import { ShareLayout } from './ShareLayout';
import { UnlockForm } from './UnlockForm';
import style from './SharePage.module.css';

function Gone() {
  const { t } = useTranslation('share');
  return (
    <ShareLayout>
      <Card>
        <PageTitle name={t('goneTitle')} />
        <Empty icon={<IconLinkOff size={24} />} title={t('goneWhat')}>
          {t('gone')}
        </Empty>
      </Card>
    </ShareLayout>
  );
}

function Documents({ share, files }: Share) {
  const { t } = useTranslation('share');
  const until = dayInSentence(todayIso(new Date(share.expires_at * 1000)));
  return (
    <ShareLayout wide>
      <PageTitle
        name={t('title', { name: share.name })}
        lead={t('lead', { count: files.length, until })}
      />
      {share.message !== '' && <p className={style.message}>{share.message}</p>}
      {!share.download && <Notice tone="blue">{t('readOnly')}</Notice>}
      {files.length > 0 ? (
        <SharedFiles share={share} files={files} />
      ) : (
        <Card>
          <Empty icon={<IconFileOff size={24} />} title={t('emptyTitle')}>
            {t('empty')}
          </Empty>
        </Card>
      )}
    </ShareLayout>
  );
}

function Opened({ link }: { link: ShareLink }) {
  const share = useQuery(shareQuery(link));
  if (share.data) return <Documents {...share.data} />;
  if (share.data === null) {
    return (
      <ShareLayout>
        <Card>
          <UnlockForm link={link} />
        </Card>
      </ShareLayout>
    );
  }
  if (share.error && toProblem(share.error).status === 404) return <Gone />;
  return (
    <ShareLayout wide>
      {share.error ? (
        <Card>
          <Failure error={share.error} retry={() => void share.refetch()} />
        </Card>
      ) : (
        <Blocks heights={[40, 24, 180]} />
      )}
    </ShareLayout>
  );
}

export function SharePage({ hash }: { hash: string }) {
  const link = shareLink(hash);
  return link ? <Opened key={link.token} link={link} /> : <Gone />;
}
