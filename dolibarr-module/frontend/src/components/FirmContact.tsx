/* How to reach the firm, everywhere the same (PORT-09). Empty facts are left out. */
import { IconClock, IconMail, IconMapPin, IconPhone, IconWorld } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Firm } from '@/lib/api/types';
import { mailHref, telHref } from './AdviserCard';
import style from './FirmContact.module.css';

function Fact({ icon, label, children }: { icon: ReactNode; label: string; children: ReactNode }) {
  return (
    <div className={style.fact}>
      <dt>
        {icon}
        <span className="sr-only">{label}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

const webHref = (url: string): string => (/^https?:\/\//i.test(url) ? url : `https://${url}`);

export function FirmContact({ firm, subject = '' }: { firm: Firm; subject?: string }) {
  const { t } = useTranslation();
  const town = [firm.zip, firm.town].filter(Boolean).join(' ');
  const place = [firm.address, town].filter(Boolean);
  const size = { size: 20, stroke: 1.6, 'aria-hidden': true } as const;
  if (![firm.phone, firm.email, firm.hours, firm.url, ...place].some(Boolean)) {
    return <p className={style.none}>{t('contact.none')}</p>;
  }
  return (
    <dl className={style.facts}>
      {firm.phone && (
        <Fact icon={<IconPhone {...size} />} label={t('contact.phone')}>
          <a href={telHref(firm.phone)} className="num">
            {firm.phone}
          </a>
        </Fact>
      )}
      {firm.email && (
        <Fact icon={<IconMail {...size} />} label={t('contact.email')}>
          <a href={mailHref(firm.email, subject)}>{firm.email}</a>
        </Fact>
      )}
      {place.length > 0 && (
        <Fact icon={<IconMapPin {...size} />} label={t('contact.address')}>
          {place.map((line) => (
            <span key={line} className={style.line}>
              {line}
            </span>
          ))}
        </Fact>
      )}
      {firm.hours && (
        <Fact icon={<IconClock {...size} />} label={t('contact.hours')}>
          <span className={style.hours}>{firm.hours}</span>
        </Fact>
      )}
      {firm.url && (
        <Fact icon={<IconWorld {...size} />} label={t('contact.site')}>
          <a href={webHref(firm.url)} rel="noreferrer" target="_blank">
            {firm.url.replace(/^https?:\/\//i, '').replace(/\/$/, '')}
          </a>
        </Fact>
      )}
    </dl>
  );
}
