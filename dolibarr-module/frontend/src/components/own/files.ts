/*
 * Files of the firm's own fields on their way: they leave as those of forms do (lib/outbox). A form that is open takes them;
 * once it is closed they are put into their field by themselves.
 */
import type { FieldSheet } from '@/lib/api/types';
import { upload, type Target } from '@/lib/api/upload';
import { dropKept } from '@/lib/outbox/kept';
import { finish, registerWay, waitingAt } from '@/lib/outbox/outbox';
import {
  readClientFields,
  readContactFields,
  readTaskFields,
  saveClientFields,
  saveContactFields,
  saveTaskFields,
} from './api';
import type { SaveOwn } from './use-own';

export type OwnPlace = { object: 'client' | 'contact' | 'task'; id: number };

export const placeOfOwn = ({ object, id }: OwnPlace): string => `own:${object}:${id}`;

function ownOf(place: string): OwnPlace {
  const [, object, id] = place.split(':');
  return { object: object as OwnPlace['object'], id: Number(id) };
}

const opened = new Set<string>();

export function ownOpened(place: string): () => void {
  opened.add(place);
  return () => void opened.delete(place);
}

type Door = { read: () => Promise<FieldSheet>; save: SaveOwn };

function doorOf(client: number, { object, id }: OwnPlace): Door {
  if (object === 'contact')
    return {
      read: () => readContactFields(client, id),
      save: saveContactFields(client, id),
    };
  if (object === 'task')
    return { read: () => readTaskFields(client, id), save: saveTaskFields(client, id) };
  return { read: () => readClientFields(client), save: saveClientFields(client) };
}

/* What cannot be put there waits for the form, which says why. */
export async function attach(place: string, id: string): Promise<void> {
  const item = waitingAt(place).find((each) => each.id === id);
  if (!item?.arrived || item.cell.includes('#') || opened.has(place)) return;
  const door = doorOf(item.client, ownOf(place));
  const sheet = await door.read();
  const stands = sheet.answers?.[item.cell];
  const old = item.many && Array.isArray(stands) ? stands : [];
  const ids = [...new Set([...old, item.arrived.id])];
  await door.save({ version: sheet.version, fields: { [item.cell]: ids } });
  await dropKept(id);
  await finish(item);
}

registerWay('own', {
  send(item, file, onPart) {
    const target: Target = { client: item.client, ...ownOf(item.place) };
    return upload(target, file, onPart);
  },
  settled: (item) => void attach(item.place, item.id).catch(() => undefined),
});
