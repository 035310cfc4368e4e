/* jsdom knows no media queries; components of Mantine ask for the colour scheme. */
export function stillMedia(): void {
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    });
}
