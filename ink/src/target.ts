import type { InkTarget } from '@parley/protocol';

/** Whether both are the same picture. */
export function isSamePicture(one: InkTarget, other: InkTarget): boolean {
  if (one.kind === 'still') return other.kind === 'still' && one.stillId === other.stillId;
  return other.kind === 'live' && one.participantId === other.participantId && one.source === other.source;
}
