import type { BoardTeam } from '@parley/protocol';

/** The share of customers who were answered in time, of those who were answered or gave up; nothing while there are none. */
export function shareInTime({
  answered,
  inTime,
  abandoned,
}: Pick<BoardTeam, 'answered' | 'inTime' | 'abandoned'>): number | undefined {
  const all = answered + abandoned;
  return all === 0 ? undefined : inTime / all;
}
