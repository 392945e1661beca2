/** Runs when the page has nothing better to do; Safari has no idle callback. */
export function whenQuiet(page: Window, work: () => void): void {
  if ('requestIdleCallback' in page) page.requestIdleCallback(work, { timeout: 5_000 });
  else setTimeout(work, 1_500);
}

/** Calls `turned` when the site changes its address without a page load. */
export function onTurnedPage(page: Window, turned: () => void): void {
  const addressNow = (): string => page.location.href.replace(/#.*/, '');
  let address = addressNow();
  const look = (): void => {
    if (addressNow() === address) return;
    address = addressNow();
    // The site sets its new title after the address.
    setTimeout(turned, 300);
  };
  page.addEventListener('popstate', look);
  if ('navigation' in page) page.navigation.addEventListener('currententrychange', look);
}

/** Resolves after so many milliseconds. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
