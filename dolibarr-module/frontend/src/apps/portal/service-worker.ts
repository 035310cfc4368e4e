/*
 * Registers the service worker once the first screen is there, and tells when a newer portal waits (PORT-01).
 * The person decides when to switch; all tabs of the portal reload together.
 */
type Listener = () => void;

let waiting: ServiceWorker | null = null;
let reloading = false;
const listeners = new Set<Listener>();

function found(worker: ServiceWorker): void {
  waiting = worker;
  listeners.forEach((listener) => listener());
}

export const updateWaits = (): boolean => waiting !== null;

export function onUpdate(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function applyUpdate(): void {
  waiting?.postMessage({ type: 'SKIP_WAITING' });
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register('/sw.js', { scope: '/' });
  if (registration.waiting && navigator.serviceWorker.controller) found(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) found(worker);
    });
  });
  /* A portal left open for days still learns of a new version. */
  setInterval(() => void registration.update().catch(() => undefined), 60 * 60_000);
}

export function watchWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const first = navigator.serviceWorker.controller === null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (first || reloading) return;
    reloading = true;
    location.reload();
  });
  const start = (): void => void register().catch(() => undefined);
  const idle = window.requestIdleCallback as typeof window.requestIdleCallback | undefined;
  if (idle) idle(start, { timeout: 4000 });
  else setTimeout(start, 1500);
}
