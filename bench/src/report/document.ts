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
\`-- --publish\` it also brings this page up to what is there. The tables are only ever replaced by the output of a run.

The last line of each says when and where. Machines of the same name differ: what runs in a browser took four to five times
as long on 28 November, with a newer Chromium and kernel, as the same code on the 23rd (an answer 524 ms, a sharp still
2,769 ms), what runs beside it as long as before. Figures are to be compared within a day.
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
  const { processor, cores, memoryGb, system, node, chromium, loadBefore, speed } = machine;
  const speedWords = `10⁸ steps ${speed.loopMs.toFixed(0)} ms, a system call ${speed.callUs.toFixed(1)} µs`;
  return [
    `## ${name}`,
    '',
    method,
    '',
    '| | figure | target | reached | |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    `${at.slice(0, 10)}; ${processor}, ${String(cores)} cores, ${String(memoryGb)} GB (${speedWords}), ${system}, Node ${node}, ${chromium}; load before: ${loadBefore.toFixed(1)}`,
    '',
  ].join('\n');
}

/** The sections of the page as it is, by name: a run of one benchmark leaves the others' alone. */
export function sectionsOf(page: string): Map<string, string> {
  const parts = page.split(/^(?=## )/m).slice(1);
  return new Map(parts.map((part) => [/^## (\S+)/.exec(part)?.[1] ?? '', part]));
}

/** Writes the page from all results that there are, in the order of `names`; what has none stays as it is there. */
export async function publish(results: string, page: string, names: readonly string[]): Promise<void> {
  const files = new Set(await readdir(results));
  const before = sectionsOf(await readFile(page, 'utf8'));
  const sections: string[] = [];
  for (const name of names) {
    if (!files.has(`${name}.json`)) {
      sections.push(...[before.get(name)].filter((section) => section !== undefined));
      continue;
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file that a run of ours has written
    const result = JSON.parse(await readFile(join(results, `${name}.json`), 'utf8')) as Result;
    sections.push(sectionOf(result));
  }
  await writeFile(page, [intro, ...sections].join('\n'));
  // Laid out like every other page of the house.
  execFileSync('oxfmt', [page]);
}
