/* One invoice: what it is, what is left to pay, its files; each line with the time that explains it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BackLink } from '@/components/BackLink';
import { Card } from '@/components/Card';
import { Day } from '@/components/DateText';
import { Download } from '@/components/Download';
import { Facts } from '@/components/Facts';
import { Notice } from '@/components/Notice';
import { PageTitle } from '@/components/PageTitle';
import { QrButton } from '@/components/QrButton';
import { StatusBadge } from '@/components/StatusBadge';
import { Blocks, Failure } from '@/components/states';
import type { Invoice } from '@/lib/api/types';
import { clock, day, money } from '@/lib/format';
import { invoiceCodeQuery } from '../api/invoice-code';
import { invoicePdf } from '../api/list-invoices';
import { invoiceAnnex, invoiceQuery } from '../api/read-invoice';
import { InvoiceLines } from './InvoiceLines';
import { Payments } from './Payments';
import style from './InvoicePage.module.css';

type Props = { invoice: Invoice; client: number };

function Files({ invoice, client }: Props) {
  const { t } = useTranslation();
  return (
    <div className={style.files}>
      {invoice.has_pdf && (
        <Download
          address={invoicePdf(client, invoice.id)}
          fileName={`${invoice.ref}.pdf`}
          variant="filled"
        >
          {t('invoice.pdf')}
        </Download>
      )}
      {invoice.has_annex && (
        <Download address={invoiceAnnex(client, invoice.id)} fileName={`${invoice.ref}-annexe.pdf`}>
          {t('invoice.annex')}
        </Download>
      )}
      {!invoice.has_pdf && !invoice.has_annex && (
        <p className={style.quiet}>{t('invoice.noPdf')}</p>
      )}
      <QrButton
        query={invoiceCodeQuery(client, invoice.id)}
        title={t(invoice.type === 'credit' ? 'invoice.credit' : 'invoice.titled', {
          ref: invoice.ref,
        })}
        name={invoice.ref}
      />
    </div>
  );
}

function Amounts({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const amount = (minor: number): string => money(minor, invoice.currency);
  const settled = invoice.type !== 'credit' && invoice.remain_minor === 0;
  const rows: Array<[string, string]> = [
    [t('invoice.totalHt'), amount(invoice.total_ht_minor)],
    [t('invoice.vat'), amount(invoice.vat_minor)],
    [t('invoice.total'), amount(invoice.total_minor)],
  ];
  if (invoice.seconds > 0) rows.push([t('invoice.time'), clock(invoice.seconds)]);
  return (
    <Card>
      <p className={style.remain}>
        <span>{settled ? t('invoice.paid') : t('invoice.remain')}</span>
        <strong className="num">
          {amount(settled ? invoice.total_minor : invoice.remain_minor)}
        </strong>
        {invoice.due_on && !settled && (
          <span>
            {t('invoice.dueOn')} <Day value={invoice.due_on} />
          </span>
        )}
      </p>
      <div className={style.amounts}>
        <Facts rows={rows} />
      </div>
    </Card>
  );
}

function Ready({ invoice, client }: Props) {
  const { t } = useTranslation();
  const title = t(invoice.type === 'credit' ? 'invoice.credit' : 'invoice.titled', {
    ref: invoice.ref,
  });
  return (
    <>
      <div className={style.head}>
        <PageTitle name={title} aside={<Files invoice={invoice} client={client} />} />
        <p className={style.facts}>
          <StatusBadge badge={invoice.status} />
          <span>
            {t('invoice.issued')} <Day value={invoice.date_on} />
          </span>
          {invoice.cases.map((item) => (
            <Link
              key={item.id}
              to="/clients/$client/cases/$case"
              params={{ client: String(client), case: String(item.id) }}
            >
              {item.title}
            </Link>
          ))}
        </p>
      </div>
      {invoice.status.code === 'late' && invoice.due_on && (
        <Notice tone="amber" title={t('invoice.late', { date: day(invoice.due_on) })}>
          {t('invoices.lateHelp')}
        </Notice>
      )}
      <div className={style.grid}>
        <InvoiceLines lines={invoice.lines} currency={invoice.currency} />
        <div className={style.side}>
          <Amounts invoice={invoice} />
          <Payments payments={invoice.payments} currency={invoice.currency} />
        </div>
      </div>
    </>
  );
}

export function InvoicePage({ client, id }: { client: number; id: number }) {
  const { t } = useTranslation();
  const invoice = useQuery(invoiceQuery(client, id));
  return (
    <>
      <BackLink to="/clients/$client/invoices" client={client}>
        {t('invoices.title')}
      </BackLink>
      {invoice.isPending && <Blocks heights={[70, 150, 260]} />}
      {invoice.isError && !invoice.data && (
        <Failure error={invoice.error} retry={() => void invoice.refetch()} />
      )}
      {invoice.data && <Ready invoice={invoice.data} client={client} />}
    </>
  );
}
