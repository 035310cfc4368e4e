/* What the firm keeps of this client in fields of its own, where it opens them to him (PORT-15). */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { clientFieldsQuery, readClientFields, saveClientFields } from '@/components/own/api';
import { OwnFields } from '@/components/own/OwnFields';
import { toast } from '@/lib/toast';

export function OwnCard({ client, name }: { client: number; name: string }) {
  const { t } = useTranslation('work');
  const cache = useQueryClient();
  const options = clientFieldsQuery(client);
  const { data } = useQuery(options);
  const save = saveClientFields(client);
  if (!data?.sets.some((set) => set.rows.length > 0)) return null;
  return (
    <Card title={t('own.title', { name })}>
      <OwnFields
        sheet={data}
        at={{ object: 'client', id: client, client, label: t('own.title', { name }) }}
        save={(body) =>
          save(body)
            .then(() => cache.invalidateQueries({ queryKey: options.queryKey }))
            .then(() => toast(t('own.saved')))
        }
        reread={() => readClientFields(client)}
      />
    </Card>
  );
}
