/** `npm run check`: every static check, or the named ones (`npm run check -- lint words`). */
import { forwardSignals } from './lib/house.mjs';
import { ensureInstalled } from './lib/install.mjs';

forwardSignals();
await ensureInstalled();
const { checks, runChecks } = await import('./lib/checks.mjs');
const names = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = names.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`Unknown check ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}.`);
  process.exit(2);
}
const results = await runChecks(names.length > 0 ? { names } : {});
const failed = results.filter((result) => !result.ok).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
