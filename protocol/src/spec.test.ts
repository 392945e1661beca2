import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const spec = readFileSync(join(root, 'protocol/SPEC.md'), 'utf8');

test('each rule of SPEC.md is the beginning of a test’s title, and no title names a rule that is none', () => {
  const rules = [...spec.matchAll(/^- \*\*([A-Z]{2}\d+)\*\*/gm)].map(([, rule]) => rule ?? '');
  expect(rules.length).toBeGreaterThan(20);
  expect(new Set(rules).size).toBe(rules.length);
  const files = globSync('{protocol,engagement,call,server,widget,desk,e2e}/**/*.{test,spec}.{ts,tsx}', {
    cwd: root,
    exclude: (path) => path.includes('node_modules'),
  });
  const families = [...new Set(rules.map((rule) => rule.slice(0, 2)))].join('|');
  const title = new RegExp(`['"\`]((?:(?:${families})\\d+ )+)`, 'g');
  const titles = files.flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(title)]);
  const named = titles.flatMap(([, prefix]) => prefix?.trim().split(' ') ?? []);
  expect([...new Set(named)].sort()).toEqual(rules.sort());
});
