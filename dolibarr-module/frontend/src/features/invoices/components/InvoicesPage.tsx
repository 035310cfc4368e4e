/* «Mes factures» (PORT-20): what is left to pay, late ones named, then the list. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconFileInvoice } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { Card } from '@/components/Card';
import { More } from '@/components/More';
import { Notice } from '@/components/Notice';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Empty, Failure } from '@/components/states';
import type { InvoiceList } from '@/lib/api/types';
import { money } from '@/lib/format';
import { invoicesQuery } from '../api/list-invoices';
import { InvoiceRows } from './InvoiceRows';
import style from './InvoicesPage.module.css';

function Late({ list, client }: { list: InvoiceList; client: number }) {
  const { t } = useTranslation();
  if (list.late === 0) return null;
  return (
    <Notice
      tone="amber"
      title={t('invoices.lateBanner', { count: list.late })}
      action={
        <ButtonLink
          size="sm"
          variant="default"
          to="/clients/$client/contact"
          params={{ client: String(client) }}
        >
          {t('nav.contact')}
        </ButtonLink>
      }
    >
      {t('invoices.lateHelp')}
    </Notice>
  );
}

function Due({ list }: { list: InvoiceList }) {
  const { t } = useTranslation();
  return (
    <p className={style.due}>
      <span>{list.due_minor > 0 ? t('invoices.due') : t('invoices.allPaid')}</span>
      {list.due_minor > 0 && (
        <strong className="num">{money(list.due_minor, list.currency)}</strong>
      )}
    </p>
  );
}

export function InvoicesPage({ client }: { client: number }) {
  const { t } = useTranslation();
  const invoices = useInfiniteQuery(invoicesQuery(client));
  const first = invoices.data?.pages[0];
  const rows = invoices.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <PageTitle
        name={t('invoices.title')}
        aside={first && rows.length > 0 && <Due list={first} />}
      />
      {invoices.isPending && <Blocks heights={[72, 72, 72, 72, 72]} />}
      {invoices.isError && !first && (
        <Failure error={invoices.error} retry={() => void invoices.refetch()} />
      )}
      {first && <Late list={first} client={client} />}
      {first && (
        <Card flush>
          {rows.length === 0 ? (
            <Empty icon={<IconFileInvoice size={24} />} title={t('invoices.emptyTitle')}>
              {t('invoices.empty')}
            </Empty>
          ) : (
            <InvoiceRows rows={rows} client={client} />
          )}
          <More
            has={invoices.hasNextPage}
            pending={invoices.isFetchingNextPage}
            onMore={() => void invoices.fetchNextPage()}
          />
        </Card>
      )}
    </>
  );
}
