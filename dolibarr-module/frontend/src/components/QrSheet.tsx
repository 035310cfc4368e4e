/*
 * The QR code of a client, case or invoice (CASE-34, DOC-21): whoever may see it comes to its page, after signing in. Large
 * enough for a phone held over the screen, to be kept as a picture or printed. Drawn from the path that the service gives,
 * black on white in any theme.
 */
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button, ButtonAnchor } from '@/components/Button';
import { Sheet } from '@/components/Sheet';
import type { QrCode } from '@/lib/api/types';
import style from './QrSheet.module.css';

const QUIET = 4;

const box = ({ size }: QrCode): string =>
  `${-QUIET} ${-QUIET} ${size + 2 * QUIET} ${size + 2 * QUIET}`;

/* A picture of its own, that any program opens. */
function picture(code: QrCode): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box(code)}" width="480" height="480" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M${-QUIET} ${-QUIET}h${code.size + 2 * QUIET}v${code.size + 2 * QUIET}H${-QUIET}z"/>` +
    `<path d="${code.path}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/* title: what it is of; name: its reference, which the picture is called too. */
type Props = { code: QrCode; title: string; name: string; open: boolean; onClose: () => void };

export function QrSheet({ code, title, name, open, onClose }: Props) {
  const { t } = useTranslation('work');
  return (
    <Sheet open={open} title={t('qr.title')} onClose={onClose}>
      <div className={style.all} data-print>
        <svg
          className={style.code}
          viewBox={box(code)}
          shapeRendering="crispEdges"
          role="img"
          aria-label={t('qr.name', { ref: name })}
        >
          <path d={code.path} />
        </svg>
        <p className={style.case}>
          <strong>{title}</strong>
          {name !== title && <span>{name}</span>}
        </p>
        <p className={style.help}>{t('qr.help')}</p>
        <div className={style.buttons}>
          <ButtonAnchor
            variant="default"
            href={picture(code)}
            download={`${name}.svg`}
            leftSection={<IconDownload size={20} aria-hidden="true" />}
          >
            {t('qr.save')}
          </ButtonAnchor>
          <Button
            variant="default"
            leftSection={<IconPrinter size={20} aria-hidden="true" />}
            onClick={() => window.print()}
          >
            {t('qr.print')}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
