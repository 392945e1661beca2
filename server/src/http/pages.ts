import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { docsPage } from './docs/docs.ts';
import type { PageFolders } from './page-folders.ts';
import { frontPage, type FrontPageOptions } from './front-page.ts';
import { Problem } from './problem.ts';

/** As the build names what it may change: `call-B3xK90aZ.js`. */
const hashedName = /-[\w-]{8,}\.\w+$/;

/** A built file's name holds its hash, so that what it names never changes. */
const immutable = 'public, max-age=31536000, immutable';
/** Kept, but asked for anew (ETag) before each use. */
const revalidated = 'no-cache';
/** Sites embed it by this one name, so that a new version must arrive soon. */
const briefly = 'public, max-age=300, stale-while-revalidate=86400';

export interface PagesOptions {
  readonly folders: PageFolders;
  readonly demo: boolean;
  readonly front: Omit<FrontPageOptions, 'hasDesk' | 'hasConsole' | 'hasDemoSite'>;
}

/** All that is served as files: front page, desk, console, widget, demo site. */
export function pagesRoutes({ folders, demo, front }: PagesOptions): FastifyPluginAsyncZod {
  const hasDesk = existsSync(join(folders.desk, 'index.html'));
  const hasConsole = existsSync(join(folders.console, 'index.html'));
  const hasDemoSite = demo && existsSync(folders.demoSite);
  return async (app) => {
    // `serve: false` registers `reply.sendFile` once; the plugins below add their own folders.
    await app.register(fastifyStatic, { root: folders.tokens, serve: false, cacheControl: false });
    await frontPage(app, { ...front, hasDesk, hasConsole: demo && hasConsole, hasDemoSite }, folders);
    docsPage(app);
    if (hasDesk) await appPages(app, '/desk', folders.desk);
    if (hasConsole) await appPages(app, '/admin', folders.console);
    if (existsSync(folders.widget)) await widgetFiles(app, folders.widget);
    if (existsSync(join(folders.join, 'index.html'))) await joinPage(app, folders.join);
    if (hasDemoSite) await demoSite(app, folders.demoSite);
  };
}

/** Every address under `at` is the page's own to interpret, save for its files. */
async function appPages(app: FastifyInstance, at: '/desk' | '/admin', folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: `${at}/assets/`,
    decorateReply: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', immutable),
  });
  const page = (path: string, reply: FastifyReply) => {
    if (path.startsWith('assets/')) throw new Problem({ code: 'not-found' });
    const file = /^[\w-]+\.[\w.]+$/.test(path) && existsSync(join(folder, path)) ? path : 'index.html';
    return reply.header('cache-control', revalidated).sendFile(file, folder);
  };
  app.get(at, async (_request, reply) => page('', reply));
  app.get<{ Params: { '*': string } }>(`${at}/*`, async (request, reply) => page(request.params['*'], reply));
}

/** For other sites' pages, which is why everyone may load it. */
async function widgetFiles(app: FastifyInstance, folder: string): Promise<void> {
  const forEveryone = (reply: FastifyReply, caching: string) =>
    reply
      .header('cache-control', caching)
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin');
  app.get('/widget.js', async (_request, reply) => forEveryone(reply, briefly).sendFile('widget.js', folder));
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply) => {
      if (reply.statusCode < 400) forEveryone(reply, immutable);
    });
    await scope.register(fastifyStatic, {
      root: folder,
      prefix: '/widget/',
      allowedPath: (path) => hashedName.test(path),
      decorateReply: false,
      index: false,
      cacheControl: false,
    });
  });
}

/** One page for every code; which ones there are is for the page to ask. */
async function joinPage(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/join/assets/',
    decorateReply: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', immutable),
  });
  const page = (reply: FastifyReply) =>
    reply
      .header('cache-control', revalidated)
      // The address holds the code, which is nobody else's business.
      .header('referrer-policy', 'no-referrer')
      .header('x-robots-tag', 'noindex')
      .sendFile('index.html', folder);
  app.get('/join', async (_request, reply) => page(reply));
  app.get('/join/:code', async (_request, reply) => page(reply));
}

async function demoSite(app: FastifyInstance, folder: string): Promise<void> {
  app.get('/demo', async (_request, reply) => reply.redirect('/demo/', 308));
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/demo/',
    dotfiles: 'ignore',
    decorateReply: false,
    cacheControl: false,
    extensions: ['html'],
    setHeaders: (reply) => void reply.header('cache-control', revalidated),
  });
}
