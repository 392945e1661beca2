import { defineConfig } from 'vitest/config';

const everywhere = ['**/node_modules/**', '**/dist/**', 'e2e/**'];
const needsDatabase = '**/*.db.test.ts';
const needsTools = '**/*.tools.test.ts';
const needsMedia = '**/*.media.test.ts';

/**
 * Four kinds of test, told apart by their names: pure ones, those that need PostgreSQL (PGlite and the real one), those
 * that need ffmpeg or an object store, and those that move real media and therefore must not run beside anything.
 */
export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx,mjs}'],
          exclude: [...everywhere, needsDatabase, needsTools, needsMedia],
        },
      },
      {
        test: {
          name: 'db',
          include: [needsDatabase],
          exclude: everywhere,
          globalSetup: ['server/test/real-postgres.ts', 'server/test/memory-database.ts'],
          // Each file has databases of its own; more of them at once than processors only wait for each other.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'tools',
          include: [needsTools],
          exclude: everywhere,
          fileParallelism: false,
          // Compositions yield to everything else, as on a server, and so to the tests beside them.
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'media',
          include: [needsMedia],
          exclude: everywhere,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
