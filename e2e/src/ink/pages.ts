import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import type * as ink from '@parley/ink';

declare global {
  interface Window {
    readonly ink: typeof ink;
  }
}

const root = join(import.meta.dirname, '../../..');
const origin = 'https://ink.test';

/** Where what the ink imports from elsewhere is, below the root. */
const imports = {
  'perfect-freehand': '/node_modules/perfect-freehand/dist/esm/index.mjs',
  '@parley/protocol/constants': '/protocol/src/constants.ts',
};

const html = `<!doctype html><meta charset="utf-8"><title>ink</title><style>body { margin: 0 }</style>
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">import * as ink from '/ink/src/index.ts'; window.ink = ink;</script>`;

/** Opens an empty page in which `window.ink` is the package as it stands in the sources, unbuilt. */
export async function openInkPage(page: Page): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
    const source = await readFile(join(root, pathname), 'utf8');
    const body = pathname.endsWith('.ts') ? stripTypeScriptTypes(source) : source;
    return route.fulfill({ contentType: 'text/javascript', body });
  });
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => 'ink' in window);
}
