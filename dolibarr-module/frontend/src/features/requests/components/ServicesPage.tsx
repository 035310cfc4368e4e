/* «Nouvelle demande»: what this client may ask for, by family; drafts first, to be gone on with. */
import { useQuery } from '@tanstack/react-query';
import { IconChevronRight, IconSparkles } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '@/components/BackLink';
import { ButtonLink } from '@/components/Button';
import { Card } from '@/components/Card';
import { FindField } from '@/components/FindField';
import { KindIcon } from '@/components/KindIcon';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Empty, Failure } from '@/components/states';
import type { Service } from '@/lib/api/types';
import { servicesQuery } from '../api/list-services';
import { Drafts } from './Drafts';
import { priceWords } from './price';
import cover from '@/styles/cover.module.css';
import style from './ServicesPage.module.css';

const MANY = 7;

/* "Société" is found by "societe". */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function ServiceCard({ service, client }: { service: Service; client: number }) {
  const { t } = useTranslation('work');
  const price = priceWords(t, service);
  return (
    <li className={style.service}>
      <KindIcon icon={service.icon} colour={service.colour} />
      <div className={style.words}>
        <h3>
          <Link
            to="/clients/$client/services/$kind"
            params={{ client: String(client), kind: service.kind }}
            search={service.service ? { service: service.service } : {}}
            className={`${style.link} ${cover.cover}`}
          >
            {service.label}
          </Link>
        </h3>
        {service.description && <p className={style.about}>{service.description}</p>}
        {price && <p className={`${style.price} num`}>{price}</p>}
      </div>
      <IconChevronRight size={20} className={style.chevron ?? ''} aria-hidden="true" />
    </li>
  );
}

function byFamily(rows: Service[], other: string): Array<{ label: string; rows: Service[] }> {
  const groups = new Map<string, Service[]>();
  for (const row of rows) {
    const label = row.family.label || other;
    groups.set(label, [...(groups.get(label) ?? []), row]);
  }
  return [...groups].map(([label, list]) => ({ label, rows: list }));
}

function Catalogue({ rows, client }: { rows: Service[]; client: number }) {
  const { t } = useTranslation('work');
  const [text, setText] = useState('');
  const wanted = plain(text.trim());
  const found = rows.filter(
    (row) => wanted === '' || plain(`${row.label} ${row.description}`).includes(wanted),
  );
  return (
    <>
      {rows.length >= MANY && <FindField label={t('new.find')} value={text} change={setText} />}
      {found.length === 0 && (
        <p className={style.none} role="status">
          {t('new.noneFound', { text })}
        </p>
      )}
      {byFamily(found, t('new.otherFamily')).map((group) => (
        <Card key={group.label} title={group.label} flush>
          <ul className={style.list}>
            {group.rows.map((row) => (
              <ServiceCard key={`${row.kind}-${row.service ?? 0}`} service={row} client={client} />
            ))}
          </ul>
        </Card>
      ))}
    </>
  );
}

export function ServicesPage({ client, account }: { client: number; account: number }) {
  const { t } = useTranslation('work');
  const services = useQuery(servicesQuery(client));
  return (
    <div className={style.page}>
      <BackLink to="/clients/$client/requests" client={client}>
        {t('requests.title')}
      </BackLink>
      <PageTitle name={t('new.title')} lead={t('new.lead')} />
      <Drafts client={client} account={account} />
      {services.isPending && <Blocks heights={[180, 180]} />}
      {services.isError && !services.data && (
        <Failure error={services.error} retry={() => void services.refetch()} />
      )}
      {services.data?.rows.length === 0 && (
        <Card>
          <Empty
            icon={<IconSparkles size={24} />}
            title={t('new.emptyTitle')}
            action={
              <ButtonLink
                variant="default"
                to="/clients/$client/contact"
                params={{ client: String(client) }}
              >
                {t('new.contact')}
              </ButtonLink>
            }
          >
            {t('new.empty')}
          </Empty>
        </Card>
      )}
      {services.data && services.data.rows.length > 0 && (
        <Catalogue rows={services.data.rows} client={client} />
      )}
    </div>
  );
}
