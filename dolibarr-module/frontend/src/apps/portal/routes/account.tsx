/* Profile, contact, and the account that serves nobody yet. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ContactPage } from '@/features/contact/components/ContactPage';
import { NoClientPage } from '@/features/contact/components/NoClientPage';
import { homeQuery } from '@/features/home/api/read-home';
import { ProfilePage } from '@/features/profile/components/ProfilePage';

const shell = getRouteApi('/clients/$client');
const contact = getRouteApi('/clients/$client/contact');

export function ContactRoute() {
  const { me } = shell.useRouteContext();
  const home = useQuery(homeQuery(Number(shell.useParams().client)));
  return (
    <ContactPage
      firm={me.firm}
      adviser={home.data?.adviser ?? null}
      about={contact.useSearch().about}
    />
  );
}

export function ProfileRoute() {
  return <ProfilePage client={Number(shell.useParams().client)} />;
}

export const NoClientRoute = () => <NoClientPage />;
