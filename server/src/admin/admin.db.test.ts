import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-admin-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const account = ['create-account', '--email', 'root@x.test', '--name', 'Root', '--role', 'administrator'];

function admin(args: readonly string[], input: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../admin.ts'), ...args], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, NODE_ENV: 'production' },
  });
  let output = '';
  for (const printed of [child.stdout, child.stderr])
    printed.on('data', (text: Buffer) => (output += text.toString()));
  // A process that refuses its arguments does not read what it is sent.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

test('the command makes an account, with the password from standard input', async () => {
  const password = 'correct horse battery';
  const made = await admin(account, `${password}\n`);
  expect(made).toEqual({ code: 0, output: 'root@x.test can sign in now.\n' });
  expect(await admin(account, `${password}\n`)).toMatchObject({ code: 1 });
});

test('a wrong command line is explained, with code 2', async () => {
  const { code, output } = await admin(['create-account', '--role', 'king'], '');
  expect(code).toBe(2);
  expect(output).toContain('--role is none of the roles');
  expect(output).toContain('npm run admin --');
});
