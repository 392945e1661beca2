/** `npm run admin -- create-account …`: what an operator sets up by hand, on the pinned Node. */
import { exitCodeOf, forwardSignals, inRoot, pinnedNode, run } from './lib/house.mjs';
import { ensureInstalled } from './lib/install.mjs';

forwardSignals();
await ensureInstalled();
process.exit(
  exitCodeOf(await run(pinnedNode, [inRoot('server', 'src', 'admin.ts'), ...process.argv.slice(2)])),
);
