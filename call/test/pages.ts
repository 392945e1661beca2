import { fileURLToPath } from 'node:url';
import { chromium, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromium as flags } from '../../e2e/src/browser.ts';

/** Opens pages that run our code from the server's own origin, as desk and demo site do. */
export interface Pages {
  associate(origin: string): Promise<Page>;
  customer(origin: string): Promise<Page>;
  close(): Promise<void>;
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('page/page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'page',
      },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk || chunk.type !== 'chunk') throw new Error('nothing was built');
  return chunk.code;
}

const script = bundle();

/**
 * A page of the server that has no script of its own, under the policies that our pages have. It has to be really
 * loaded from there: Chromium keeps a page that a test made up from connecting to this computer.
 */
async function open(context: BrowserContext, origin: string): Promise<Page> {
  await context.addInitScript({ content: await script });
  const page = await context.newPage();
  page.on('pageerror', (error) => process.stderr.write(`page error: ${error.stack ?? error.message}\n`));
  await page.goto(`${origin}/healthz`);
  return page;
}

export async function openPages(): Promise<Pages> {
  const browser: Browser = await chromium.launch(flags.launchOptions);
  const newContext = () => browser.newContext({ permissions: ['camera', 'microphone'] });
  return {
    async associate(origin) {
      const page = await open(await newContext(), origin);
      const status = await page.evaluate(async () => {
        const response = await fetch('/api/v1/sign-in', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email: 'ada@demo.test', password: 'parley-demo' }),
        });
        return response.status;
      });
      expect(status).toBe(200);
      await startDesk(page, origin);
      return page;
    },
    async customer(origin) {
      const page = await open(await newContext(), origin);
      await page.evaluate((server) => void window.bench.customer(server), origin);
      return page;
    },
    close: () => browser.close(),
  };
}

/** Also after a reload. */
export async function startDesk(page: Page, origin: string): Promise<void> {
  await page.evaluate((url) => void window.bench.desk(url), `${origin.replace(/^http/, 'ws')}/realtime`);
  await page.waitForFunction(() => window.desk.store.getState().connection.phase === 'online');
}
