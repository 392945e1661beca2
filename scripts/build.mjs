/** `npm run build`: builds desk and widget when their sources changed; `-- --force` builds them in any case. */
import { buildBrowserParts } from './lib/build.mjs';
import { forwardSignals } from './lib/house.mjs';
import { ensureInstalled } from './lib/install.mjs';

forwardSignals();
await ensureInstalled();
const force = process.argv.includes('--force');
process.exitCode = (await buildBrowserParts({ force })) ? 0 : 1;
