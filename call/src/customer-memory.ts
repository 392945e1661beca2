import type { EngagementCreated } from '@parley/protocol';
import type { Memory } from './media/device-memory.ts';

/** What a page of the site leaves for the next one, in the tab's own storage. */
export interface Remembered extends EngagementCreated {
  /** How far it was, so that the next page begins with the right picture. */
  readonly phase: 'waiting' | 'active';
  /** Whether the camera was on, so that it can start before the server has said so. */
  readonly camera: boolean;
}

const key = 'parley.engagement';

/** Undefined when there is nothing, or nothing usable: other scripts of the site can write there too. */
export function recall(memory: Memory): Remembered | undefined {
  try {
    const value: unknown = JSON.parse(memory.getItem(key) ?? 'null');
    return isRemembered(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isCreated(value: unknown): value is EngagementCreated {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return ['engagementId', 'participantId', 'token'].every((name) => typeof fields.get(name) === 'string');
}

const isRemembered = (value: unknown): value is Remembered =>
  isCreated(value) &&
  'phase' in value &&
  (value.phase === 'waiting' || value.phase === 'active') &&
  'camera' in value &&
  typeof value.camera === 'boolean';

export function remember(memory: Memory, remembered: Remembered): void {
  try {
    memory.setItem(key, JSON.stringify(remembered));
  } catch {
    // Full or forbidden: the engagement goes on, it just doesn't survive a page load.
  }
}

export function forget(memory: Memory): void {
  try {
    memory.removeItem(key);
  } catch {
    // As above.
  }
}
