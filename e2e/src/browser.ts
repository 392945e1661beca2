import type { LaunchOptions } from '@playwright/test';
import { beepFile } from './beeps.ts';

/**
 * Chromium keeps a page of its own ready behind the address bar of every window, which costs more than two seconds of a
 * processor each, and nobody sees those windows. And what Playwright would switch off itself: the last such list counts.
 */
export const unneeded = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
];

/** Chromium with a synthetic camera (a moving picture) and microphone (two beeps a second), and silent about Google. */
export const chromium = {
  launchOptions: {
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${beepFile()}`,
      '--autoplay-policy=no-user-gesture-required',
      `--disable-features=${unneeded.join(',')}`,
    ],
  } satisfies LaunchOptions,
};
