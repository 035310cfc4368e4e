/* What this person left on the device: it leaves when there is a network, and goes when the person signs out. */
import './files';
import '@/components/own/files';
import { listKept } from '@/lib/outbox/kept';
import { forgetFiles, restore } from '@/lib/outbox/outbox';
import { forgetSaved } from './store';
import { syncAll } from './sync';

export async function leave(account: number): Promise<void> {
  await syncAll(account);
  await restore(account);
}

export async function forgetDevice(): Promise<void> {
  await forgetFiles();
  await forgetSaved();
}

/* Files that signing out would lose. */
export async function leftBehind(): Promise<number> {
  return (await listKept()).filter((each) => !each.arrived && !each.refused).length;
}
