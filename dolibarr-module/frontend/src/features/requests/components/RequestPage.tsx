/* One request: where it stands, what the firm needs, what was said, what was asked for. */
import { IconFile } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerBox } from '@/components/AnswerBox';
import { BackLink } from '@/components/BackLink';
import { Button, ButtonLink } from '@/components/Button';
import { Card } from '@/components/Card';
import { Said } from '@/components/rich/Said';
import { Confirm } from '@/components/Confirm';
import { Moment } from '@/components/DateText';
import { KindIcon } from '@/components/KindIcon';
import { Messages } from '@/components/Messages';
import { Notice } from '@/components/Notice';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Failure } from '@/components/states';
import { StatusBadge } from '@/components/StatusBadge';
import { Timeline, type Point } from '@/components/Timeline';
import { ViewerLink } from '@/components/viewer/ViewerLink';
import type { Request } from '@/lib/api/types';
import { fileSize, momentFull } from '@/lib/format';
import { toProblem } from '@/lib/api/problem';
import { sayProblem } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import { useCancelRequest } from '../api/cancel-request';
import { requestQuery } from '../api/read-request';
import { useWriteMessage } from '../api/write-message';
import style from './RequestPage.module.css';

type Props = { client: number; id: number };
type PartProps = { item: Request; client: number };

const TONES: Record<string, string | undefined> = {
  refused: 'red',
  cancelled: 'slate',
  need_info: 'amber',
};

function Road({ item }: { item: Request }) {
  const { t } = useTranslation('work');
  const points: Point[] = item.timeline.map((step, i) => ({
    id: i,
    state: step.state,
    stateLabel: t(`request.${step.state}`),
    tone: step.state === 'current' ? TONES[step.status.code] : undefined,
    title: step.status.label,
    when: step.at === null ? undefined : <Moment at={step.at} />,
    children:
      step.state === 'current' && item.reason && step.status.code !== 'need_info' ? (
        <p className={style.reason}>{item.reason}</p>
      ) : undefined,
  }));
  return (
    <Card title={t('request.progress')}>
      <Timeline points={points} label={t('request.progress')} />
    </Card>
  );
}

function Exchanges({ item, client }: PartProps) {
  const { t } = useTranslation('work');
  const write = useWriteMessage(client, item.id);
  const needs = item.status.code === 'need_info';
  return (
    <Card title={t('request.exchanges')} className={needs ? style.needs : undefined}>
      {needs && (
        <Notice tone="amber" title={t('request.needTitle')}>
          {t('request.needText')}
        </Notice>
      )}
      {item.messages.length === 0 ? (
        <p className={style.quiet}>{t('request.noExchange')}</p>
      ) : (
        <Messages items={item.messages} firm={t('request.firm')} you={t('request.you')} />
      )}
      <AnswerBox
        label={t('request.write')}
        submit={t(needs ? 'request.reply' : 'request.send')}
        main={needs}
        onSend={(text) => write.mutateAsync(text).then(() => toast(t('request.sentMessage')))}
      />
    </Card>
  );
}

function Answers({ item, client }: PartProps) {
  const { t } = useTranslation('work');
  return (
    <Card title={t('request.answers')}>
      {item.pages.map((page) => (
        <section key={page.label} className={style.answers}>
          <h3>{page.label}</h3>
          <dl>
            {page.rows.map((row) => (
              <div key={row.code}>
                <dt>{row.label}</dt>
                <dd>
                  <Said row={row} client={client} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {item.files.length > 0 && (
        <section className={style.answers}>
          <h3>{t('request.files')}</h3>
          <ul>
            {item.files.map((file) => (
              <li key={file.id} className={style.file}>
                <IconFile size={20} aria-hidden="true" />
                <ViewerLink client={client} doc={file} among={item.files} />
                <span className="num">{fileSize(file.size)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {item.message && (
        <section className={style.answers}>
          <h3>{t('request.message')}</h3>
          <p className={style.message}>{item.message}</p>
        </section>
      )}
      {item.consent && item.consent_at !== null && (
        <p className={style.consent}>
          {item.consent} {t('request.consent', { date: momentFull(item.consent_at) })}
        </p>
      )}
    </Card>
  );
}

function Cancel({ item, client }: PartProps) {
  const { t } = useTranslation('work');
  const [open, setOpen] = useState(false);
  const cancel = useCancelRequest(client);
  const go = async (): Promise<void> => {
    try {
      await cancel.mutateAsync(item.id);
      toast(t('request.cancelled'));
    } catch (error) {
      toast(await sayProblem(toProblem(error)), 'error');
    }
    setOpen(false);
  };
  return (
    <div className={style.cancel}>
      <Button variant="subtle" color="red" onClick={() => setOpen(true)}>
        {t('request.cancel')}
      </Button>
      <Confirm
        open={open}
        title={t('request.cancelTitle')}
        text={t('request.cancelText', { ref: item.ref ?? '' })}
        yes={t('request.cancelYes')}
        no={t('request.cancelNo')}
        pending={cancel.isPending}
        onYes={() => void go()}
        onNo={() => setOpen(false)}
      />
    </div>
  );
}

function Opened({ item, client }: PartProps) {
  const { t } = useTranslation('work');
  if (!item.case) return null;
  return (
    <Notice
      tone="teal"
      title={t('request.caseTitle')}
      action={
        <ButtonLink
          to="/clients/$client/cases/$case"
          params={{ client: String(client), case: String(item.case.id) }}
        >
          {t('request.seeCase')}
        </ButtonLink>
      }
    >
      {t('request.caseText', { ref: item.case.ref })}
    </Notice>
  );
}

function Ready({ item, client }: PartProps) {
  return (
    <>
      <div className={style.head}>
        <KindIcon icon={item.icon} colour={item.colour} size="large" />
        <div>
          <PageTitle name={item.label} />
          <p className={style.facts}>
            <StatusBadge badge={item.status} />
            <span>{item.ref}</span>
          </p>
        </div>
      </div>
      <Opened item={item} client={client} />
      <div className={style.grid}>
        <div className={style.column}>
          <Road item={item} />
          {item.cancellable && <Cancel item={item} client={client} />}
        </div>
        <div className={style.column}>
          <Exchanges item={item} client={client} />
          <Answers item={item} client={client} />
        </div>
      </div>
    </>
  );
}

export function RequestPage({ client, id }: Props) {
  const { t } = useTranslation('work');
  const request = useQuery(requestQuery(client, id));
  return (
    <div className={style.page}>
      <BackLink to="/clients/$client/requests" client={client}>
        {t('requests.title')}
      </BackLink>
      {request.isPending && <Blocks heights={[64, 260, 260]} />}
      {request.isError && !request.data && (
        <Failure error={request.error} retry={() => void request.refetch()} />
      )}
      {request.data && <Ready item={request.data} client={client} />}
    </div>
  );
}
