/* To the time sheet of the case, from wherever its time is summed up. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import style from './TimeLink.module.css';

export function TimeLink({ client, id }: { client: number; id: number }) {
  const { t } = useTranslation();
  return (
    <Link
      to="/clients/$client/cases/$case"
      params={{ client: String(client), case: String(id) }}
      search={{ tab: 'time' }}
      className={style.link}
    >
      {t('case.seeTime')}
    </Link>
  );
}
