import { hintsOf } from './collect.ts';
import { platformFromHints, platformFromText, type Platform } from './platform.ts';

const types = { phone: 'Phone', tablet: 'Tablet', desktop: 'Computer' } as const;
const longest = 80;

/** `Phone · Pixel 9 · Chrome 140`: for associates, in the words that context has, too. */
export const describePlatform = ({ type, model, os, browser }: Platform): string =>
  [types[type], model ?? os, browser].filter(Boolean).join(' · ').slice(0, longest);

/** What the device is that this page is open on. */
export async function thisDevice(browser: Navigator): Promise<string> {
  const fromText = platformFromText(browser.userAgent, browser.maxTouchPoints);
  const hints = await hintsOf(browser).catch(() => undefined);
  return describePlatform(hints ? platformFromHints(hints, fromText) : fromText);
}
