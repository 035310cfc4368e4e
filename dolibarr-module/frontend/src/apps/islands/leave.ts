/* Leaving the page: never while something typed on it would be lost. */
let typed = false;

/** Remembers that something was typed anywhere but inside `own`, until a form is sent. */
export function watchTyping(own: HTMLElement): void {
  document.addEventListener('input', (event) => {
    if (!own.contains(event.target as Node)) typed = true;
  });
  document.addEventListener('submit', () => (typed = false));
}

/** Opens the address, unless something typed here would be lost. */
export function open(address: string): boolean {
  if (typed) return false;
  location.assign(address);
  return true;
}
