/**
 * A process that opens the embedded database in its first argument, commits one numbered row after another and says
 * each number once it is acknowledged, until it is killed.
 */
import { createSystemClock } from '../src/platform/clock.ts';
import type { TeamId } from '@parley/protocol';
import { newId } from '../src/platform/ids.ts';
import { createLog } from '../src/platform/log.ts';
import { DataFolderInUse } from '../src/platform/data-lock.ts';
import { openDatabase } from '../src/platform/open-database.ts';

const [, , dataDir = '', round = '0'] = process.argv;
const clock = createSystemClock();

try {
  const database = await openDatabase({ dataDir, databaseUrl: undefined }, createLog({ level: 'silent' }));
  process.stdout.write('open\n');
  for (let n = 0; ; n += 1) {
    const name = `${round}.${String(n)}`;
    await database.transaction(async (tx) => {
      await tx.insertInto('team').values({ id: newId<TeamId>(), name, created_at: clock.now() }).execute();
    });
    process.stdout.write(`${name}\n`);
  }
} catch (error) {
  process.stdout.write(
    error instanceof DataFolderInUse ? `refused: ${error.message}\n` : `${String(error)}\n`,
  );
  process.exitCode = 1;
}
