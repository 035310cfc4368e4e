/* The vault of the client. */
import { getRouteApi } from '@tanstack/react-router';
import { VaultPage } from '@/features/vault/components/VaultPage';

const client = getRouteApi('/clients/$client');

export function VaultRoute() {
  const id = Number(client.useParams().client);
  return <VaultPage key={id} client={id} />;
}
