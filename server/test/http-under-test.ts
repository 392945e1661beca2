import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import { z } from 'zod';
import { seedDemo } from '../src/demo-seed.ts';
import { createHttp } from '../src/http/http.ts';
import { operationsRoutes } from '../src/http/operations.ts';
import { pagesRoutes } from '../src/http/pages.ts';
import { Problem } from '../src/http/problem.ts';
import { identityRoutes } from '../src/identity/routes.ts';
import { outboxRoutes } from '../src/outbound/outbox-routes.ts';
import type { Database } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { scenarioRoutes } from '../src/scenario/routes.ts';
import { openMemoryDatabase } from './memory-database.ts';
import { createParts } from './server-parts.ts';

/** Where the server under test is. */
const ours = 'http://localhost:8080';
/** A site on which its demo application may be embedded. */
export const shop = 'https://shop.test';

const files = {
  'desk/index.html': '<title>desk</title>',
  'desk/favicon.svg': '<svg/>',
  'desk/assets/app-1a2b.js': 'export {}',
  'console/index.html': '<title>console</title>',
  'console/assets/app-9f8e.js': 'export {}',
  'widget/widget.js': '(() => {})()',
  'widget/call-3c4d5e6f.js': 'export {}',
  'widget/.inputs': 'secret',
  'join/index.html': '<title>join</title>',
  'join/assets/join-5e6f7a8b.js': 'export {}',
  'site/.hidden': 'secret',
  'site/index.html': '<title>demo</title>',
  'site/loans.html': '<title>loans</title>',
  'ui/tokens.css': ':root {}',
  'secret.txt': 'secret',
};

/** The HTTP server with the demo seeded and a few small pages; not listening, asked through `inject`. */
export function httpUnderTest() {
  const logged: string[] = [];
  const state: { mediaFails: boolean; isDraining: boolean } = { mediaFails: false, isDraining: false };
  let opened: { app: FastifyInstance; database: Database; folder: string } | undefined;

  beforeAll(async () => {
    const folder = await writeFiles();
    const database = await openMemoryDatabase();
    const destination = { write: (line: string) => void logged.push(line) };
    const parts = createParts(database, { log: createLog({ level: 'trace', destination }) });
    await seedDemo(parts, [ours, shop]);
    const app = await createHttp(
      { publicOrigin: ours, ownOrigins: [ours], trustedProxies: ['127.0.0.1'], version: '1.2.3' },
      {
        ...parts,
        participantPaths: [],
        api: [
          identityRoutes(parts.identity, { secureCookie: false, signInsPerMinute: 5 }),
          scenarioRoutes(parts.applications, parts.scenarios),
          outboxRoutes(database, { isOutbox: () => true }, true),
          faultyRoutes,
        ],
        pages: [
          pagesRoutes({
            folders: {
              desk: join(folder, 'desk'),
              console: join(folder, 'console'),
              widget: join(folder, 'widget'),
              join: join(folder, 'join'),
              demoSite: join(folder, 'site'),
              tokens: join(folder, 'ui'),
              font: join(folder, 'ui'),
            },
            demo: true,
            front: { demoSignIn: { email: 'ada@demo.test', password: 'parley-demo' } },
          }),
          operationsRoutes({
            database,
            metrics: parts.metrics,
            media: {
              counters: () => (state.mediaFails ? Promise.reject(new Error('gone')) : Promise.resolve({})),
            },
            isDraining: () => state.isDraining,
          }),
        ],
      },
    );
    opened = { app, database, folder };
  });

  afterAll(async () => {
    await opened?.app.close();
    await opened?.database.close();
    if (opened !== undefined) await rm(opened.folder, { recursive: true, force: true });
  });

  const running = () => {
    if (opened === undefined) throw new Error('The server is there only while tests run');
    return opened;
  };
  const inject = (options: InjectOptions) => running().app.inject(options);
  return {
    /** Lines of the log at its most talkative. */
    logged,
    /** What `/readyz` looks at. */
    state,
    database: () => running().database,
    inject,
    get: (url: string, headers: Record<string, string> = {}) => inject({ url, headers }),
    /** As one of our own pages does. */
    post: (url: string, options: InjectOptions = {}) =>
      inject({ method: 'POST', url, ...options, headers: { origin: ours, ...options.headers } }),
  };
}

async function writeFiles(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-pages-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

async function faultyRoutes(api: FastifyInstance): Promise<void> {
  api.get('/fault', async () => {
    throw new Error('a fault');
  });
  api.get('/wrong-answer', { schema: { response: { 200: z.object({ n: z.int() }) } } }, async () => ({
    n: 'hunter2',
  }));
  api.get('/refused', async () => {
    throw new Problem({ code: 'engagement-ended', detail: 'yesterday' });
  });
}
