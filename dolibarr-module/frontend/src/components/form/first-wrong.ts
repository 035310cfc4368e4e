/* Where to write what is missing or wrong; the buttons of an editor are not it. */
export function firstWrong(stage: HTMLElement | null): HTMLElement | undefined {
  const all = stage?.querySelectorAll<HTMLElement>(
    '[data-invalid] input, [data-invalid] select, [data-invalid] textarea, [data-invalid] [role="textbox"]',
  );
  return [...(all ?? [])].find((each) => !each.closest('[data-tools]'));
}
