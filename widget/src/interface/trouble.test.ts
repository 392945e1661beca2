import type { LocalDevice } from '@parley/call';
import { expect, test } from 'vitest';
import { browserFamily, deviceTrouble } from './trouble.ts';

const on: LocalDevice = { state: 'on' };
const failed = (problem: NonNullable<LocalDevice['problem']>): LocalDevice => ({ state: 'failed', problem });

test.each([
  [on, on, true, undefined],
  [{ state: 'off' } as const, on, true, undefined],
  [failed('blocked'), failed('blocked'), true, { medium: 'both', problem: 'blocked' }],
  [failed('missing'), on, true, { medium: 'camera', problem: 'missing' }],
  [failed('missing'), on, false, undefined],
  [on, failed('in-use'), true, { medium: 'microphone', problem: 'in-use' }],
  [failed('missing'), failed('blocked'), true, { medium: 'microphone', problem: 'blocked' }],
  [{ state: 'failed' } as const, on, true, { medium: 'camera', problem: 'failed' }],
])('camera %j and microphone %j, camera wanted: %j', (camera, microphone, wantsCamera, trouble) => {
  expect(deviceTrouble({ camera, microphone }, wantsCamera)).toEqual(trouble);
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36', 'chrome'],
  ['Mozilla/5.0 (Windows NT 10.0; rv:143.0) Gecko/20100101 Firefox/143.0', 'firefox'],
  ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15', 'safari'],
  ['Mozilla/5.0 (iPhone) CriOS/140 Mobile Safari/604.1', 'safari-phone'],
  ['', 'chrome'],
])('%s speaks as %s', (text, family) => {
  expect(browserFamily(text)).toBe(family);
});
