/* «Mon profil» (PORT-15, what exists of it): identity, language, appearance, password, devices. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Moment } from '@/components/DateText';
import { PageTitle } from '@/components/PageTitle';
import { QrButton } from '@/components/QrButton';
import { Blocks } from '@/components/states';
import { meQuery } from '@/lib/api/me';
import type { Me } from '@/lib/api/types';
import { clientCodeQuery } from '../api/client-code';
import { ContactsCard } from './ContactsCard';
import { Devices } from './Devices';
import { OwnCard } from './OwnCard';
import { PasswordCard } from './PasswordCard';
import { Preferences } from './Preferences';
import style from './ProfilePage.module.css';

function Identity({ me }: { me: Me }) {
  const { t } = useTranslation();
  return (
    <Card title={t('profile.identity')}>
      <dl className={style.identity}>
        <div>
          <dt>{t('profile.name')}</dt>
          <dd>{me.account.name}</dd>
        </div>
        <div>
          <dt>{t('profile.email')}</dt>
          <dd>{me.account.email}</dd>
        </div>
        <div>
          <dt>{t('profile.clients')}</dt>
          <dd>
            <ul>
              {me.clients.map((client) => (
                <li key={client.id}>
                  {client.name}
                  {client.role && <span className={style.quiet}> · {client.role}</span>}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
      <p className={style.help}>{t('profile.identityHelp')}</p>
    </Card>
  );
}

export function ProfilePage({ client }: { client: number }) {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const name = me?.clients.find(({ id }) => id === client)?.name ?? '';
  return (
    <>
      <PageTitle
        name={t('profile.title')}
        aside={<QrButton query={clientCodeQuery(client)} title={name} name={name} />}
        lead={
          me?.account.last_login_at ? (
            <span className={style.quiet}>
              {t('profile.lastLogin')} <Moment at={me.account.last_login_at} />
            </span>
          ) : undefined
        }
      />
      {!me && <Blocks heights={[180, 160]} />}
      {me && (
        <div className={style.grid}>
          <div className={style.column}>
            <Identity me={me} />
            <OwnCard client={client} name={name} />
            <ContactsCard client={client} name={name} />
            <Preferences lang={me.account.lang} />
          </div>
          <div className={style.column}>
            <PasswordCard me={me} />
            <Devices />
          </div>
        </div>
      )}
    </>
  );
}
