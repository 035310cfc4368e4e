/*
 * The icon that a kind of case was given by its author, in a tile of its colour. Names are Tabler's; one that is not here
 * gets the folder, so that a pack from elsewhere still looks right.
 */
import {
  IconAccessible,
  IconBriefcase,
  IconBuilding,
  IconBuildingBank,
  IconBuildingCommunity,
  IconBuildingStore,
  IconBulb,
  IconCalculator,
  IconCalendar,
  IconCertificate,
  IconChartLine,
  IconClipboardText,
  IconCoinEuro,
  IconCoins,
  IconCreditCard,
  IconFileCheck,
  IconFileText,
  IconFolder,
  IconForms,
  IconGavel,
  IconHeartHandshake,
  IconHeartbeat,
  IconHome,
  IconId,
  IconInbox,
  IconPigMoney,
  IconReceipt,
  IconReceiptTax,
  IconScale,
  IconSchool,
  IconShield,
  IconShieldCheck,
  IconSitemap,
  IconStethoscope,
  IconUserMinus,
  IconUserPlus,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import style from './KindIcon.module.css';

const ICONS: Record<string, typeof IconFolder | undefined> = {
  accessible: IconAccessible,
  briefcase: IconBriefcase,
  'building-bank': IconBuildingBank,
  'building-community': IconBuildingCommunity,
  'building-store': IconBuildingStore,
  building: IconBuilding,
  bulb: IconBulb,
  calculator: IconCalculator,
  calendar: IconCalendar,
  certificate: IconCertificate,
  'chart-line': IconChartLine,
  'clipboard-text': IconClipboardText,
  'coin-euro': IconCoinEuro,
  coins: IconCoins,
  'credit-card': IconCreditCard,
  'file-check': IconFileCheck,
  'file-text': IconFileText,
  forms: IconForms,
  gavel: IconGavel,
  'heart-handshake': IconHeartHandshake,
  heartbeat: IconHeartbeat,
  home: IconHome,
  id: IconId,
  inbox: IconInbox,
  'pig-money': IconPigMoney,
  'receipt-tax': IconReceiptTax,
  receipt: IconReceipt,
  scale: IconScale,
  school: IconSchool,
  'shield-check': IconShieldCheck,
  shield: IconShield,
  sitemap: IconSitemap,
  stethoscope: IconStethoscope,
  'user-minus': IconUserMinus,
  'user-plus': IconUserPlus,
  'users-group': IconUsersGroup,
  users: IconUsers,
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
