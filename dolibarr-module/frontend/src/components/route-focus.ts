/* The first page keeps the browser's own focus; later ones move it to their title. */
let navigations = 0;

export const routeChanged = (): void => {
  navigations += 1;
};

export const arrivedByRoute = (): boolean => navigations > 0;
