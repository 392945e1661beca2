import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settingNames } from './config.ts';
import { createMetrics, exposeMediaFigures } from './platform/metrics.ts';

const operate = readFileSync(join(import.meta.dirname, '../../docs/operate.md'), 'utf8');

test('every setting is in docs/operate.md', () => {
  expect(settingNames.length).toBeGreaterThan(20);
  expect(settingNames.filter((name) => !operate.includes(`\`${name}\``))).toEqual([]);
});

test('every metric of ours is in docs/operate.md, and nothing else is', async () => {
  const metrics = createMetrics();
  exposeMediaFigures(metrics, () => Promise.resolve({}));
  const names = (await metrics.registry.getMetricsAsJSON()).map(({ name }) => name);
  const ours = names.filter((name) => !/^parley_(process|nodejs)_/.test(name));
  expect(ours.length).toBeGreaterThan(10);
  const documented = [...operate.matchAll(/^\| `(parley_\w+)`/gm)].map(([, name]) => name);
  expect(new Set(documented)).toEqual(new Set(ours));
  expect(documented).toHaveLength(ours.length);
});
