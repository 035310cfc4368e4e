/* Short confirmations from anywhere; components/Toasts shows them. */
export type Toast = { id: number; text: string; tone: 'success' | 'error' };

let list: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

const publish = (next: readonly Toast[]): void => {
  list = next;
  listeners.forEach((listener) => listener());
};

export const toasts = (): readonly Toast[] => list;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function toast(text: string, tone: Toast['tone'] = 'success'): void {
  last += 1;
  publish([...list.slice(-2), { id: last, text, tone }]);
}

export function dismiss(id: number): void {
  publish(list.filter((item) => item.id !== id));
}
