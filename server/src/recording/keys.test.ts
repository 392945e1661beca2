import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadMasterKeys, MasterKeys } from './keys.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));

const [one, two] = [randomBytes(32), randomBytes(32)];

test('a wrapped key is opened by the key that wrapped it, and by nothing else', () => {
  const { key, wrapped } = new MasterKeys([one]).newKey();
  expect(key).toHaveLength(32);
  expect(Buffer.from(wrapped.wrapped, 'base64').includes(key)).toBe(false);
  expect(new MasterKeys([two, one]).unwrap(wrapped)).toEqual(key);
  expect(new MasterKeys([two]).unwrap(wrapped)).toBeUndefined();
  expect(new MasterKeys([one]).unwrap({ ...wrapped, masterKeyId: 'other' })).toBeUndefined();
});

test('rotation: a new key in front wraps what is new, the old one still opens what is old', () => {
  const old = new MasterKeys([one]).newKey();
  const rotated = new MasterKeys([two, one]);
  const plain = rotated.unwrap(old.wrapped);
  expect(plain).toEqual(old.key);
  const again = rotated.wrap(plain ?? Buffer.alloc(0));
  expect(again.masterKeyId).toBe(rotated.currentId);
  expect(new MasterKeys([two]).unwrap(again)).toEqual(old.key);
});

test('what was altered is not opened', () => {
  const keys = new MasterKeys([one]);
  const { wrapped } = keys.newKey();
  const bytes = Buffer.from(wrapped.wrapped, 'base64');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    expect(keys.unwrap({ ...wrapped, wrapped: changed.toString('base64') })).toBeUndefined();
  }
  for (const bad of ['', 'not base64!', bytes.subarray(1).toString('base64')])
    expect(keys.unwrap({ ...wrapped, wrapped: bad })).toBeUndefined();
});

test('without a configured key one is made, once, for this account alone', async () => {
  const first = await loadMasterKeys([], folder);
  const second = await loadMasterKeys([], folder);
  expect(second.currentId).toBe(first.currentId);
  const path = join(folder, 'recording.key');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(Buffer.from((await readFile(path, 'utf8')).trim(), 'base64')).toHaveLength(32);
  expect((await loadMasterKeys([one], folder)).currentId).toBe(new MasterKeys([one]).currentId);
  await writeFile(path, 'something else');
  await expect(loadMasterKeys([], folder)).rejects.toThrow('is not a key of 32 bytes');
});
