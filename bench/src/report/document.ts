import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reached, type Figure } from './benchmark.ts';
import type { Machine } from './machine.ts';
import { digits, targetOf } from './table.ts';

/** What a run leaves in `bench/results/<name>.json`. */
export interface Result {
  readonly name: string;
  readonly at: string;
  readonly method: string;
  readonly machine: Machine;
  readonly figures: readonly Figure[];
  readonly details?: Readonly<Record<string, unknown>>;
}

const intro = `# Benchmarks

\`npm run bench\` measures and prints the tables below, and leaves the raw figures in \`bench/results/\`; with
\`-- --publish\` it also writes this page from what is there. The tables are only ever replaced by the output of a run.
`;

const verdicts = { true: 'yes', false: '**no**', undefined: '' } as const;

function sectionOf({ name, at, method, machine, figures }: Result): string {
  const rows = figures.map((figure) => {
    const { what, value, unit, note } = figure;
    const cells = [
      what,
      `${digits(value)} ${unit}`,
      targetOf(figure),
      verdicts[`${reached(figure)}`],
      note ?? '',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const { processor, cores, memoryGb, system, node, chromium, loadBefore } = machine;
  return [
    `## ${name}`,
    '',
    method,
    '',
    '| | figure | target | reached | |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    `${at.slice(0, 10)}; ${processor}, ${String(cores)} cores, ${String(memoryGb)} GB, ${system}, Node ${node}, ${chromium}; load before: ${loadBefore.toFixed(1)}`,
    '',
  ].join('\n');
}

/** Writes the page from all results that there are, in the order of `names`. */
export async function publish(results: string, page: string, names: readonly string[]): Promise<void> {
  const files = new Set(await readdir(results));
  const sections: string[] = [];
  for (const name of names) {
    if (!files.has(`${name}.json`)) continue;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file that a run of ours has written
    const result = JSON.parse(await readFile(join(results, `${name}.json`), 'utf8')) as Result;
    sections.push(sectionOf(result));
  }
  await writeFile(page, [intro, ...sections].join('\n'));
  // Laid out like every other page of the house.
  execFileSync('oxfmt', [page]);
}
