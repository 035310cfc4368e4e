/*
 * What a field says once it was left waits until the press that took the focus away is over: said at once, it would move
 * the button away from under the pointer, and the click would land on nothing. A finger's press is told by the mouse
 * events that browsers make of a tap, which is when the focus moves.
 */
let down = false;
const waiting: Array<() => void> = [];

function over(): void {
  down = false;
  waiting.splice(0).forEach((then) => then());
}

/* The click comes in the same turn as the release. */
const released = (): void => void (down && setTimeout(over));

if (typeof window !== 'undefined') {
  window.addEventListener('mousedown', () => (down = true), true);
  for (const end of ['mouseup', 'dragend', 'blur'])
    window.addEventListener(
      end,
      (event) => {
        if (end !== 'blur' || event.target === window) released();
      },
      true,
    );
}

export function afterPress(then: () => void): void {
  if (down) waiting.push(then);
  else then();
}
