/*
 * «Feuille de Temps» (TIME-18): every validated entry to the second, by day, with totals and the package gauge.
 * Amounts appear only where the firm shows them.
 */
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconClockHour4 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Clock } from '@/components/DateText';
import { Download } from '@/components/Download';
import { Gauge } from '@/components/Gauge';
import { includedGauge } from '@/components/gauge-words';
import { More } from '@/components/More';
import { Blocks, Empty, Failure } from '@/components/states';
import type { TimeSheet as Sheet } from '@/lib/api/types';
import { byDay } from '@/lib/by-day';
import { caseTimePdf, caseTimeQuery } from '../api/read-case-time';
import { TimeDays } from './TimeDays';
import style from './TimeSheet.module.css';

type Props = { client: number; id: number; reference: string };

function Totals({ sheet, client, id, reference }: Props & { sheet: Sheet }) {
  const { t } = useTranslation();
  const { all_s: all, billable_s: billable } = sheet.totals;
  return (
    <Card className={style.top}>
      <div className={style.summary}>
        <dl className={style.totals}>
          <div>
            <dt>{t('time.total')}</dt>
            <dd>
              <Clock seconds={all} />
            </dd>
          </div>
          {billable !== all && (
            <div>
              <dt>{t('time.totalBillable')}</dt>
              <dd>
                <Clock seconds={billable} />
              </dd>
            </div>
          )}
        </dl>
        {includedGauge(sheet.gauge) && sheet.gauge && (
          <div className={style.gauge}>
            <Gauge gauge={sheet.gauge} />
          </div>
        )}
        <Download
          address={caseTimePdf(client, id)}
          fileName={`${reference}.pdf`}
          className={style.export}
        >
          {t('time.export')}
        </Download>
      </div>
    </Card>
  );
}

export function TimeSheet(props: Props) {
  const { client, id } = props;
  const { t } = useTranslation();
  const time = useInfiniteQuery(caseTimeQuery(client, id));
  const first = time.data?.pages[0];
  const rows = time.data?.pages.flatMap((page) => page.rows) ?? [];
  if (time.isPending) return <Blocks heights={[110, 300]} />;
  if (!first) return <Failure error={time.error} retry={() => void time.refetch()} />;
  if (rows.length === 0) {
    return (
      <Card>
        <Empty icon={<IconClockHour4 size={24} />} title={t('time.emptyTitle')}>
          {t('time.empty')}
        </Empty>
      </Card>
    );
  }
  const days = byDay(
    rows,
    (row) => row.work_on,
    (row) => row.duration_s,
  );
  return (
    <>
      <Totals {...props} sheet={first} />
      <Card flush>
        <TimeDays days={days} client={client} open={time.hasNextPage} />
        <More
          has={time.hasNextPage}
          pending={time.isFetchingNextPage}
          onMore={() => void time.fetchNextPage()}
        />
      </Card>
      <p className={style.note}>{t('time.note')}</p>
    </>
  );
}
