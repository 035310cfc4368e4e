/*
 * The icon that a kind of case was given by its author, in a tile of its colour. Names are Tabler's; one that is not here
 * gets the folder, so that a pack from elsewhere still looks right.
 */
import {
  IconAccessible,
  IconBriefcase,
  IconBuildingBank,
  IconBuildingCommunity,
  IconBuildingStore,
  IconBulb,
  IconCalculator,
  IconCertificate,
  IconChartLine,
  IconClipboardText,
  IconCoinEuro,
  IconCoins,
  IconFileText,
  IconFolder,
  IconGavel,
  IconHeartHandshake,
  IconHome,
  IconPigMoney,
  IconReceiptTax,
  IconScale,
  IconSchool,
  IconShieldCheck,
  IconSitemap,
  IconStethoscope,
  IconUserMinus,
  IconUserPlus,
  IconUsersGroup,
} from '@tabler/icons-react';
import style from './KindIcon.module.css';

const ICONS: Record<string, typeof IconFolder | undefined> = {
  accessible: IconAccessible,
  briefcase: IconBriefcase,
  'building-bank': IconBuildingBank,
  'building-community': IconBuildingCommunity,
  'building-store': IconBuildingStore,
  bulb: IconBulb,
  calculator: IconCalculator,
  certificate: IconCertificate,
  'chart-line': IconChartLine,
  'clipboard-text': IconClipboardText,
  'coin-euro': IconCoinEuro,
  coins: IconCoins,
  'file-text': IconFileText,
  gavel: IconGavel,
  'heart-handshake': IconHeartHandshake,
  home: IconHome,
  'pig-money': IconPigMoney,
  'receipt-tax': IconReceiptTax,
  scale: IconScale,
  school: IconSchool,
  'shield-check': IconShieldCheck,
  sitemap: IconSitemap,
  stethoscope: IconStethoscope,
  'user-minus': IconUserMinus,
  'user-plus': IconUserPlus,
  'users-group': IconUsersGroup,
};

type Props = { icon: string; colour: string; size?: 'small' | 'large' };

export function KindIcon({ icon, colour, size = 'small' }: Props) {
  const Icon = ICONS[icon] ?? IconFolder;
  return (
    <span className={style.tile} data-tone={colour} data-size={size} aria-hidden="true">
      <Icon size={size === 'large' ? 26 : 22} stroke={1.7} />
    </span>
  );
}
