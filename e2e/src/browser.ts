import type { LaunchOptions } from '@playwright/test';
import { beepFile } from './beeps.ts';

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
    ],
  } satisfies LaunchOptions,
};
