import type { LoggedEvent } from '@parley/protocol';
import { topic } from '../platform/bus.ts';

/** Events that are stored and acknowledged, of one engagement, in their order. */
export const appended = topic<{ readonly events: readonly LoggedEvent[] }>('engagement.appended');
