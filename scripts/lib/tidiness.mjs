/** Looks for things that must not be committed: paths of a work machine, registry hosts, broken links in the docs. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ourFiles } from './files.mjs';
import { inRoot } from './house.mjs';

const binary = /\.(png|jpe?g|webp|gif|ico|woff2?|webm|mp4|ivf|opus|wav|y4m|mjpeg|gz|wasm)$/;

/**
 * What gives a work machine away. System paths that are the same everywhere (/usr/bin, /etc, /tmp) may be written.
 * This file spells the patterns in a way that doesn't match them.
 */
const giveaways = [
  {
    what: 'an absolute path of a work machine',
    pattern: /(?<![\w.:/])\/(?:work|root|home|Users|workspaces?)\/[\w.-]+/,
  },
  { what: 'an absolute path of a work machine', pattern: /\b[A-Z]:\\(?:Users|work)\\/ },
  { what: 'a file address', pattern: /file:\/\/\/[\w.]/ },
  { what: 'the name of a registry host', pattern: /\bregistry\.[a-z0-9-]+\.[a-z]{2,}/ },
  { what: 'a resolved registry address', pattern: /"resolved": "https?:/ },
];

function linkFaults(path, text) {
  const faults = [];
  for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^([a-z]+:|#)/.test(target)) continue;
    const file = normalize(join(dirname(path), target.replace(/#.*$/, '')));
    if (!existsSync(inRoot(file))) faults.push(`${path}: the link ${target} leads nowhere`);
  }
  return faults;
}

/** The check: `{ ok, summary, output }`. */
export function checkTidiness() {
  const files = ourFiles().filter((path) => !binary.test(path) && path !== 'LICENSE');
  const faults = [];
  for (const path of files) {
    const text = readFileSync(inRoot(path), 'utf8');
    for (const { what, pattern } of giveaways) {
      const line = text.split('\n').findIndex((content) => pattern.test(content));
      if (line >= 0) faults.push(`${path}:${line + 1}: ${what}`);
    }
    if (path.endsWith('.md')) faults.push(...linkFaults(path, text));
  }
  const ok = faults.length === 0 && files.length >= 100;
  const summary = faults.length > 0 ? `${faults.length} faults` : `${files.length} files`;
  return { ok, summary, output: faults.join('\n') };
}
