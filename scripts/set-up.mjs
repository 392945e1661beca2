/** `npm run set-up`: the first account and the first site (server/src/set-up/main.ts), on the pinned Node. */
import { exitCodeOf, forwardSignals, inRoot, pinnedNode, run } from './lib/house.mjs';
import { ensureInstalled } from './lib/install.mjs';

forwardSignals();
await ensureInstalled();
process.exit(
  exitCodeOf(await run(pinnedNode, [inRoot('server', 'src', 'set-up', 'main.ts'), ...process.argv.slice(2)])),
);
