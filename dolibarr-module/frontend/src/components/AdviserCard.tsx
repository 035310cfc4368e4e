/* «Votre conseiller» (PORT-09): who, and two buttons that call or write. */
import { IconMail, IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Adviser } from '@/lib/api/types';
import { ButtonAnchor } from './Button';
import { Card } from './Card';
import { Face } from './FirmMark';
import style from './AdviserCard.module.css';

export const telHref = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, '')}`;

/* The subject is there already where the question is about something. */
export const mailHref = (email: string, subject = ''): string =>
  `mailto:${email}${subject ? `?subject=${encodeURIComponent(subject)}` : ''}`;

type Props = { adviser: Adviser; subject?: string };

export function AdviserCard({ adviser, subject = '' }: Props) {
  const { t } = useTranslation();
  return (
    <Card title={t('home.adviser')}>
      <div className={style.person}>
        <Face name={adviser.name} size={56} />
        <div>
          <p className={style.name}>{adviser.name}</p>
          {adviser.job && <p className={style.job}>{adviser.job}</p>}
        </div>
      </div>
      {(adviser.phone || adviser.email) && (
        <div className={style.actions}>
          {adviser.phone && (
            <ButtonAnchor
              variant="default"
              href={telHref(adviser.phone)}
              leftSection={<IconPhone size={18} aria-hidden="true" />}
              aria-label={`${t('contact.callName', { name: adviser.name })}, ${adviser.phone}`}
            >
              <span className="num">{adviser.phone}</span>
            </ButtonAnchor>
          )}
          {adviser.email && (
            <ButtonAnchor
              variant="default"
              href={mailHref(adviser.email, subject)}
              leftSection={<IconMail size={18} aria-hidden="true" />}
              aria-label={t('contact.writeName', { name: adviser.name })}
            >
              {t('contact.write')}
            </ButtonAnchor>
          )}
        </div>
      )}
    </Card>
  );
}
