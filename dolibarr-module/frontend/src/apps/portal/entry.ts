/*
 * Lets the first words (boot.ts) reach the screen, then runs the application, whose code is already on its way
 * (modulepreload). Reading it takes the thread for a good part of a second on a slow phone: better after than before.
 */
import '@/styles/index.css';

const WAIT_MS = 400;

const words = (window as unknown as { elaskaWords?: Promise<unknown> }).elaskaWords;
const late = new Promise((resolve) => setTimeout(resolve, WAIT_MS));

/* A frame is on the screen; hidden tabs do not wait for one. */
const painted = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.hidden) resolve();
    else requestAnimationFrame(() => setTimeout(resolve, 0));
  });

void Promise.race([words, late])
  .catch(() => undefined)
  .then(painted)
  .then(() => import('./main'));
