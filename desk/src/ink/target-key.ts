import type { InkTarget } from '@parley/protocol';

/** Two targets have the same key exactly if they are the same picture. */
export function targetKey(target: InkTarget | undefined): string {
  if (!target) return '';
  return target.kind === 'still' ? target.stillId : `${target.participantId} ${target.source}`;
}
