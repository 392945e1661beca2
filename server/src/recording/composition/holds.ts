import type { EngagementEvent, LoggedEvent } from '@parley/protocol';

interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

interface Kept {
  readonly paused: boolean;
  readonly consulting: boolean;
}

/** Whether the customer is kept waiting: by a pause, or because associates consult before a transfer. */
function keptAfter(before: Kept, event: EngagementEvent): Kept {
  switch (event.type) {
    case 'paused':
      return { ...before, paused: true };
    case 'resumed':
      return { ...before, paused: false };
    case 'transfer-accepted':
      return { ...before, consulting: event.phase === 'consulting' };
    case 'transfer-joined':
    case 'transfer-ended':
      return { ...before, consulting: false };
    case 'ended':
      return { paused: false, consulting: false };
    default:
      return before;
  }
}

/** When the customer was on hold. */
export function holdsIn(events: readonly LoggedEvent[], endedAtMs: number): Span[] {
  const holds: Span[] = [];
  let kept: Kept = { paused: false, consulting: false };
  let since: number | undefined;
  for (const { at, event } of events) {
    const atMs = Date.parse(at);
    kept = keptAfter(kept, event);
    const isOnHold = kept.paused || kept.consulting;
    if (isOnHold) since ??= atMs;
    else if (since !== undefined) {
      holds.push({ fromMs: since, untilMs: atMs });
      since = undefined;
    }
  }
  if (since !== undefined) holds.push({ fromMs: since, untilMs: Math.max(since, endedAtMs) });
  return holds;
}
