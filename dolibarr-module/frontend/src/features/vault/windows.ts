/* Documents of a vault that are read in windows of their own: they close with it. */
const open = new Set<Window>();

export function readInWindow(address: string): void {
  const opened = window.open(address, '_blank');
  if (opened) open.add(opened);
}

export function closeWindows(): void {
  for (const one of open) one.close();
  open.clear();
}
