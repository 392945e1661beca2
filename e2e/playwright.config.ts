import { defineConfig } from '@playwright/test';
import { chromium } from './src/browser.ts';

/** One worker: two browsers with video take two processors. Nothing is retried: a flaky story is a bug to find. */
export default defineConfig({
  testDir: '.',
  globalSetup: './src/prepare.ts',
  outputDir: '../test-results/e2e',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  // Generous: a slow machine makes a story slow, not wrong.
  timeout: 300_000,
  expect: { timeout: 20_000 },
  use: {
    ...chromium,
    // So that a story that waits for what never comes says what it was, and leaves time to the others.
    actionTimeout: 40_000,
    navigationTimeout: 40_000,
    viewport: { width: 1440, height: 900 },
    // Asked for only: it copies every page at every step. Never with its film, for a call has many frames.
    trace: process.env['E2E_TRACE'] ? { mode: 'retain-on-failure', screenshots: false } : 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'e2e', testDir: './stories' },
    { name: 'firefox', testDir: './firefox' },
  ],
});
