/**
 * `npm run bench`: installs what is missing, then runs the benchmarks (bench/src/main.ts). Plain JavaScript for the machine's own
 * Node (20 or newer); the benchmarks run on the pinned one.
 */
import { buildBrowserParts } from './lib/build.mjs';
import {
  exitCodeOf,
  forwardSignals,
  houseEnv,
  inRoot,
  pinnedNode,
  run,
  stopSignal,
  stopWithNpm,
} from './lib/house.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { ensureTools } from './lib/tools.mjs';

forwardSignals();
stopWithNpm();
await ensureInstalled();
const { env, missing } = await ensureTools();
for (const sentence of missing) console.log(`! ${sentence}`);
const built = await buildBrowserParts();
if (stopSignal()) process.exit(exitCodeOf({ signal: stopSignal() }));
if (!built) console.log('! The pages could not be built; the benchmarks that need them will fail.');
process.exit(
  exitCodeOf(
    await run(pinnedNode, [inRoot('bench', 'src', 'main.ts'), ...process.argv.slice(2)], {
      env: houseEnv(env),
    }),
  ),
);
