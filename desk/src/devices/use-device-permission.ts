import type { DeviceProblem } from '@parley/call';
import { useEffect, useState } from 'react';

export type DevicePermission = 'prompt' | 'asking' | 'granted' | DeviceProblem;

const problems: Readonly<Record<string, DeviceProblem>> = {
  NotAllowedError: 'blocked',
  SecurityError: 'blocked',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'in-use',
};

/** Asks for microphone and camera once and lets go of them at once; the browser remembers the answer. */
async function askForDevices(): Promise<DevicePermission> {
  try {
    const captured = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    for (const track of captured.getTracks()) track.stop();
    return 'granted';
  } catch (error) {
    return (error instanceof DOMException && problems[error.name]) || 'failed';
  }
}

async function currentPermission(): Promise<DevicePermission> {
  // A browser that can't tell (Firefox before 132 has no `camera` here) is asked when it matters.
  const names = ['microphone', 'camera'] as PermissionName[];
  const states = await Promise.all(
    names.map(async (name) => (await navigator.permissions.query({ name })).state),
  ).catch((): PermissionState[] => ['prompt']);
  if (states.includes('denied')) return 'blocked';
  return states.every((state) => state === 'granted') ? 'granted' : 'prompt';
}

/** Whether this page may use microphone and camera, and the question that finds out. */
export function useDevicePermission(): {
  readonly state: DevicePermission | undefined;
  readonly ask: () => void;
} {
  const [state, setState] = useState<DevicePermission>();
  useEffect(() => {
    let current = true;
    void currentPermission().then((found) => current && setState(found));
    return () => {
      current = false;
    };
  }, []);
  const ask = (): void => {
    setState('asking');
    void askForDevices().then(setState);
  };
  return { state, ask };
}
