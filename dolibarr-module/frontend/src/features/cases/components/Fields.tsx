/* What the template opens to the client: a tab's groups of fields, read as a sheet of paper. */
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Said } from '@/components/rich/Said';
import type { Case } from '@/lib/api/types';
import answers from '@/styles/answers.module.css';
import style from './Fields.module.css';

type Props = { client: number; item: Case; tab: string };

export function Fields({ client, item, tab }: Props) {
  const { t } = useTranslation('work');
  const groups = item.template?.tabs.find((each) => each.code === tab)?.groups ?? [];
  const shown = item.groups
    .filter((group) => groups.includes(group.code))
    .map((group) => ({
      ...group,
      rows: item.fields.filter((field) => field.group === group.code),
    }))
    .filter((group) => group.rows.length > 0);
  if (shown.length === 0) {
    return (
      <Card>
        <p className={style.none}>{t('fields.none')}</p>
      </Card>
    );
  }
  return (
    <div className={style.groups}>
      {shown.map((group) => (
        <Card key={group.code} title={group.label}>
          <dl className={answers.answers}>
            {group.rows.map((row) => (
              <div key={row.code} data-wide={row.rows ? true : undefined}>
                <dt>{row.label}</dt>
                <dd className={row.type === 'amount' || row.type === 'number' ? 'num' : undefined}>
                  <Said row={row} client={client} />
                </dd>
              </div>
            ))}
          </dl>
        </Card>
      ))}
    </div>
  );
}
