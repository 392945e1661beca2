/**
 * `npm start`: installs what is missing, builds what changed, then runs the server until it is told to stop. Plain
 * JavaScript for the machine's own Node (20 or newer); the server itself runs on the pinned one.
 */
import { buildBrowserParts } from './lib/build.mjs';
import {
  exitCodeOf,
  forwardSignals,
  inRoot,
  pinnedNode,
  run,
  stopSignal,
  stopWithNpm,
} from './lib/house.mjs';
import { ensureInstalled } from './lib/install.mjs';

forwardSignals();
stopWithNpm();
await ensureInstalled();
const built = await buildBrowserParts();
if (stopSignal()) process.exit(exitCodeOf({ signal: stopSignal() }));
if (!built) process.exit(1);
process.exit(
  exitCodeOf(await run(pinnedNode, [inRoot('server', 'src', 'main.ts'), ...process.argv.slice(2)])),
);
