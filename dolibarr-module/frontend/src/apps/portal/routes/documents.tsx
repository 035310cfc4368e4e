/* Documents of the client; what narrows them stands in the address. */
import { getRouteApi } from '@tanstack/react-router';
import { DocumentsPage } from '@/features/documents/components/DocumentsPage';

const client = getRouteApi('/clients/$client');
const documents = getRouteApi('/clients/$client/documents');

export function DocumentsRoute() {
  const params = client.useParams();
  return <DocumentsPage client={Number(params.client)} filter={documents.useSearch()} />;
}
