import { reached, type Figure } from './benchmark.ts';

const verdicts = { true: 'reached', false: 'MISSED', undefined: '' } as const;

export const digits = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 100 ? 2 : 0);

export const targetOf = ({ target, unit }: Figure): string => {
  if (!target) return '';
  return 'atMost' in target ? `≤ ${digits(target.atMost)} ${unit}` : `≥ ${digits(target.atLeast)} ${unit}`;
};

/** A table for a terminal: what, figure, target, whether it was reached; notes in lines of their own. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    `${digits(figure.value)} ${figure.unit}`,
    targetOf(figure),
    verdicts[`${reached(figure)}`],
  ]);
  const head = ['', 'figure', 'target', ''];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [head, ...rows]
    .flatMap((row, index) => {
      const note = figures[index - 1]?.note;
      return [line(row), ...(note ? [`    ${note}`] : [])];
    })
    .join('\n');
}
