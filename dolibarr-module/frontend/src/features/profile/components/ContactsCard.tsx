/* The client's contacts, of whom the firm keeps fields of its own that are open to him (CRM-07). */
import { IconChevronRight } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import {
  contactFieldsQuery,
  contactsQuery,
  readContactFields,
  saveContactFields,
} from '@/components/own/api';
import { Face } from '@/components/FirmMark';
import { OwnFields } from '@/components/own/OwnFields';
import { Sheet } from '@/components/Sheet';
import { Blocks, Failure } from '@/components/states';
import { toast } from '@/lib/toast';
import style from './ContactsCard.module.css';

type FieldsProps = { client: number; contact: number; name: string };

function Fields({ client, contact, name }: FieldsProps) {
  const { t } = useTranslation('work');
  const cache = useQueryClient();
  const options = contactFieldsQuery(client, contact);
  const { data, error, refetch } = useQuery(options);
  const save = saveContactFields(client, contact);
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Blocks heights={[120]} />;
  return (
    <OwnFields
      sheet={data}
      at={{ object: 'contact', id: contact, client, label: name }}
      save={(body) =>
        save(body)
          .then(() => cache.invalidateQueries({ queryKey: options.queryKey }))
          .then(() => toast(t('own.saved')))
      }
      reread={() => readContactFields(client, contact)}
    />
  );
}

export function ContactsCard({ client, name }: { client: number; name: string }) {
  const { t } = useTranslation('work');
  const { data } = useQuery(contactsQuery(client));
  const [open, setOpen] = useState<number | null>(null);
  const chosen = data?.rows.find(({ id }) => id === open);
  if (!data || data.rows.length === 0) return null;
  return (
    <Card title={t('own.contacts', { name })} flush>
      <ul>
        {data.rows.map((contact) => (
          <li key={contact.id}>
            <button type="button" className={style.contact} onClick={() => setOpen(contact.id)}>
              <Face name={contact.name} size={36} />
              <span className={style.words}>
                <strong>{contact.name}</strong>
                {contact.job !== '' && <span className={style.job}>{contact.job}</span>}
              </span>
              <IconChevronRight size={20} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <Sheet open={chosen !== undefined} title={chosen?.name ?? ''} onClose={() => setOpen(null)}>
        {chosen && <Fields client={client} contact={chosen.id} name={chosen.name} />}
      </Sheet>
    </Card>
  );
}
