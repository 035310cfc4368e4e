/*
 * Lines of an invoice; under each, on demand, the entries that explain it exactly as invoiced: their seconds add up
 * to the line's (PORT-20, TIME-18).
 */
import { IconChevronDown } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Notice } from '@/components/Notice';
import type { InvoiceLine } from '@/lib/api/types';
import { decimal, money } from '@/lib/format';
import { calculation, type Calculation } from '../line';
import { LineEntries } from './LineEntries';
import style from './InvoiceLines.module.css';

function How({ line, how }: { line: InvoiceLine; how: Calculation | null }) {
  const { t } = useTranslation();
  const facts: string[] = [];
  if (how?.rate) facts.push(t('invoice.calc', { time: how.time, rate: how.rate }));
  else if (how) facts.push(how.time);
  if (line.kind === 'included') facts.push(t('invoice.included'));
  if (line.kind === 'overage') facts.push(t('time.partOverage'));
  facts.push(t('invoice.vatRate', { rate: decimal(line.vat, 0) }));
  return <p className={`${style.how} num`}>{facts.join(' · ')}</p>;
}

function Line({ line, currency, first }: { line: InvoiceLine; currency: string; first: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(first && line.entries.length > 0 && line.entries.length <= 12);
  const how = calculation(line, currency);
  /* The label's first line names it; what follows (dates, HH:MM:SS) is detail. */
  const [title = '', ...rest] = line.label.split('\n');
  return (
    <li className={style.line}>
      <div className={style.head}>
        <div className={style.words}>
          <h3>{title}</h3>
          {rest.length > 0 && <p className={style.rest}>{rest.join('\n')}</p>}
          <How line={line} how={how} />
        </div>
        <p className={`${style.amount} num`}>
          <span className="sr-only">{t('invoice.lineAmount')} </span>
          {money(line.amount_minor, currency)}
        </p>
      </div>
      {line.differs && <Notice tone="amber">{t('invoice.differs')}</Notice>}
      {line.entries.length > 0 && (
        <>
          <button
            type="button"
            className={style.toggle}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            <IconChevronDown size={18} aria-hidden="true" />
            {t(open ? 'invoice.hide' : 'invoice.show')}
            <span>{t('invoice.explained', { count: line.entries.length })}</span>
          </button>
          <div id={id} hidden={!open}>
            {open && <LineEntries line={line} />}
          </div>
        </>
      )}
    </li>
  );
}

export function InvoiceLines({ lines, currency }: { lines: InvoiceLine[]; currency: string }) {
  const { t } = useTranslation();
  return (
    <Card
      title={t('invoice.lines')}
      action={<span className={style.unit}>{t('invoice.lineAmount')}</span>}
      flush
    >
      <ol>
        {lines.map((line, index) => (
          <Line key={line.id} line={line} currency={currency} first={index === 0} />
        ))}
      </ol>
    </Card>
  );
}
