import { createHmac } from 'node:crypto';
import type { IceServer } from '@parley/protocol';
import type { TurnConfig } from '../config.ts';

/** Long enough for any engagement; coturn refuses new allocations afterwards, running ones go on. */
const validSeconds = 12 * 3600;

/**
 * Credentials of the TURN REST convention that coturn's `use-auth-secret` checks
 * (draft-uberti-behave-turn-rest-00 §2.2).
 */
export function iceServers(turn: TurnConfig | undefined, nowMs: number): IceServer[] {
  if (!turn) return [];
  const username = `${String(Math.floor(nowMs / 1000) + validSeconds)}:parley`;
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64');
  return [{ urls: [...turn.urls], username, credential }];
}
