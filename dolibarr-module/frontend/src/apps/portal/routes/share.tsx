/*
 * Documents for people without an account: what opens them stands behind '#', which routes know without its sign.
 * Codes on paper that lead nowhere.
 */
import { useLocation, useSearch } from '@tanstack/react-router';
import { CodePage } from '@/features/share/components/CodePage';
import { SharePage } from '@/features/share/components/SharePage';

export function ShareRoute() {
  return <SharePage hash={useLocation({ select: (at) => at.hash })} />;
}

export const CodeRoute = () => (
  <CodePage refused={useSearch({ from: '/q/$code' }).refused === true} />
);
