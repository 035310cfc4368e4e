/* One case: title, badges, how far; what waits for the client; then its parts as tabs in the address, each to be linked to. */
import { useQuery } from '@tanstack/react-query';
import { IconHelpCircle, IconPlus, IconQrcode } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '@/components/BackLink';
import { Button, ButtonLink } from '@/components/Button';
import { CaseBadges } from '@/components/CaseCard';
import { KindIcon } from '@/components/KindIcon';
import { QrSheet } from '@/components/QrSheet';
import { PageTitle } from '@/components/PageTitle';
import { Progress } from '@/components/Progress';
import { Blocks, Failure } from '@/components/states';
import type { Case, QrCode } from '@/lib/api/types';
import { caseQuery } from '../api/read-case';
import { CaseSummary } from './CaseSummary';
import { CaseTimeline } from './CaseTimeline';
import { Countdown } from './Countdown';
import { Documents } from './Documents';
import { Fields } from './Fields';
import { Money } from './Money';
import { Steps } from './Steps';
import { SuggestSheet } from './SuggestSheet';
import { Tasks } from './Tasks';
import { TimeSheet } from './TimeSheet';
import style from './CasePage.module.css';

type Props = { client: number; id: number; tab: string; tag: string | null; at: string | null };
type Place = Pick<Props, 'tab' | 'tag' | 'at'>;
type PartProps = { item: Case; client: number };

const TABS = ['summary', 'tasks', 'documents', 'time', 'money', 'steps', 'exchanges'] as const;

function useTabs(item: Case): Array<{ code: string; label: string; count: number }> {
  const { t } = useTranslation('work');
  const counts: Record<string, number> = {
    tasks: item.counters.tasks_open,
    documents: item.counters.pieces_missing,
  };
  return [
    ...TABS.map((code) => ({ code, label: t(`tabs.${code}`), count: counts[code] ?? 0 })),
    ...(item.template?.tabs ?? []).map((tab) => ({
      code: `x-${tab.code}`,
      label: tab.label,
      count: 0,
    })),
  ];
}

function Tabs({ item, client }: PartProps) {
  const { t } = useTranslation();
  const tabs = useTabs(item);
  return (
    <nav className={style.tabs} aria-label={t('case.tabs')}>
      {tabs.map(({ code, label, count }) => (
        <Link
          key={code}
          to="/clients/$client/cases/$case"
          params={{ client: String(client), case: String(item.id) }}
          search={code === 'summary' ? {} : { tab: code }}
          className={style.tab}
          activeOptions={{ exact: true, includeSearch: true }}
          resetScroll={false}
          replace
        >
          {label}
          {count > 0 && <span className={`${style.count} num`}>{count}</span>}
        </Link>
      ))}
    </nav>
  );
}

function CaseCode({ code, item }: { code: QrCode; item: Case }) {
  const { t } = useTranslation('work');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconQrcode size={20} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {t('qr.button')}
      </Button>
      <QrSheet
        code={code}
        title={item.title}
        name={item.ref}
        open={open}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

function Head({ item, client, onSuggest }: PartProps & { onSuggest: () => void }) {
  const { t } = useTranslation('work');
  const open = !['done', 'cancelled'].includes(item.status.class) && !item.archived;
  return (
    <div className={style.head}>
      <div className={style.who}>
        <KindIcon
          icon={item.template?.icon ?? ''}
          colour={item.template?.colour ?? 'slate'}
          size="large"
        />
        <div className={style.title}>
          <PageTitle name={item.title} />
          <p className={style.facts}>
            <CaseBadges row={item} />
            <span>{item.ref}</span>
            {item.template && <span>{item.template.label}</span>}
          </p>
        </div>
      </div>
      {item.countdown && item.deadline_at !== null && (
        <Countdown at={item.deadline_at} late={item.deadline_late} />
      )}
      <Progress percent={item.progress} wide />
      <div className={style.buttons}>
        <ButtonLink
          variant="default"
          to="/clients/$client/contact"
          params={{ client: String(client) }}
          search={{ about: `${item.ref} · ${item.title}` }}
          leftSection={<IconHelpCircle size={20} aria-hidden="true" />}
        >
          {t('case.ask')}
        </ButtonLink>
        {item.qr && <CaseCode code={item.qr} item={item} />}
        {open && (
          <Button
            variant="default"
            leftSection={<IconPlus size={20} aria-hidden="true" />}
            onClick={onSuggest}
          >
            {t('tasks.suggest')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Part({
  item,
  client,
  place: { tab, tag, at },
  onSuggest,
}: PartProps & { place: Place; onSuggest: () => void }) {
  if (tab === 'tasks') return <Tasks client={client} id={item.id} onSuggest={onSuggest} />;
  if (tab === 'documents') return <Documents item={item} client={client} tag={tag} />;
  if (tab === 'time') return <TimeSheet client={client} id={item.id} reference={item.ref} />;
  if (tab === 'money') return <Money item={item} client={client} />;
  if (tab === 'steps') return <Steps steps={item.steps} client={client} history />;
  if (tab === 'exchanges') return <CaseTimeline client={client} id={item.id} filters />;
  if (tab.startsWith('x-')) return <Fields client={client} item={item} tab={tab.slice(2)} />;
  return <CaseSummary item={item} client={client} at={at} />;
}

function Ready({ item, client, place }: PartProps & { place: Place }) {
  const [suggest, setSuggest] = useState(false);
  const open = (): void => setSuggest(true);
  return (
    <>
      <Head item={item} client={client} onSuggest={open} />
      <Tabs item={item} client={client} />
      <Part item={item} client={client} place={place} onSuggest={open} />
      <SuggestSheet client={client} id={item.id} open={suggest} onClose={() => setSuggest(false)} />
    </>
  );
}

export function CasePage({ client, id, ...place }: Props) {
  const { t } = useTranslation();
  const item = useQuery(caseQuery(client, id));
  return (
    <>
      <BackLink to="/clients/$client/cases" client={client}>
        {t('cases.title')}
      </BackLink>
      {item.isPending && <Blocks heights={[70, 44, 220]} />}
      {item.isError && !item.data && (
        <Failure error={item.error} retry={() => void item.refetch()} />
      )}
      {item.data && <Ready item={item.data} client={client} place={place} />}
    </>
  );
}
