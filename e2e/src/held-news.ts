import type { Page } from '@playwright/test';

export interface HeldNews {
  hold: () => void;
  /** Delivers what was held, in order. */
  release: () => void;
}

/** Lets a story keep what the server says from a page for a moment, as a slow network would. Loads the page again. */
export async function holdNews(page: Page): Promise<HeldNews> {
  const held: (() => void)[] = [];
  let holding = false;
  await page.routeWebSocket(/\/realtime/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (holding) held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  await page.reload();
  return {
    hold: () => {
      holding = true;
    },
    release: () => {
      holding = false;
      for (const deliver of held.splice(0)) deliver();
    },
  };
}
