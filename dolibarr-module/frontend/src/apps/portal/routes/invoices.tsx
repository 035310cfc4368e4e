/* My invoices and one invoice. */
import { getRouteApi } from '@tanstack/react-router';
import { InvoicePage } from '@/features/invoices/components/InvoicePage';
import { InvoicesPage } from '@/features/invoices/components/InvoicesPage';

const list = getRouteApi('/clients/$client/invoices');
const one = getRouteApi('/clients/$client/invoices/$invoice');

export const InvoicesRoute = () => <InvoicesPage client={Number(list.useParams().client)} />;

export function InvoiceRoute() {
  const params = one.useParams();
  return (
    <InvoicePage key={params.invoice} client={Number(params.client)} id={Number(params.invoice)} />
  );
}
