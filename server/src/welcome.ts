import type { Config } from './config.ts';
import { demoAccounts, demoPassword } from './demo-seed.ts';

/** What a person who started the server wants to know next. */
export function welcome({ publicOrigin, demo }: Config): string {
  const places = [
    ['Associate Desktop', `${publicOrigin}/desk`],
    ...(demo ? [['Demo site', `${publicOrigin}/demo/`]] : []),
  ];
  const accounts = demoAccounts.map(({ email, roles }) => [email, roles.join(', ')]);
  const lines = [
    `Parley is at ${publicOrigin}`,
    '',
    ...table(places),
    ...(demo ? ['', `Demo accounts, password ${demoPassword}:`, '', ...table(accounts)] : []),
    '',
    'Ctrl-C stops it.',
  ];
  return `\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n\n`;
}

function table(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(...rows.map(([first = '']) => first.length));
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`);
}
