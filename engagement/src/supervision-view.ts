import type { EngagementEvent, EngagementState, Supervisor } from '@parley/protocol';
import type { Reader } from './reader.ts';

type SupervisionEvent = Extract<EngagementEvent, { type: `supervision-${string}` }>;

/** Whether this reader may know of a supervisor who is with the engagement in this way. */
function isTold(reader: Reader, { associateId, announce, mode }: Omit<Supervisor, 'since'>): boolean {
  if (reader.role !== 'associate') return announce === 'everyone';
  if (reader.isSupervisor || reader.associateId === associateId) return true;
  return announce !== 'nobody' || mode === 'whisper';
}

/** The supervisors of whom this reader may know. */
export const supervisorsFor = ({ supervisors }: EngagementState, reader: Reader): Supervisor[] =>
  supervisors
    .filter((supervisor) => isTold(reader, supervisor))
    .map((supervisor) => named(supervisor, reader));

/** The event as this reader may see it; who hears no more of a supervisor believes that they have gone. */
export function supervisionFor(event: SupervisionEvent, reader: Reader): EngagementEvent {
  const { supervisor } = event;
  const forReader = { ...event, supervisor: named(supervisor, reader) };
  if (isTold(reader, supervisor)) return forReader;
  const wasTold =
    event.type === 'supervision-began' &&
    event.was !== undefined &&
    isTold(reader, { ...supervisor, mode: event.was });
  return wasTold
    ? { type: 'supervision-ended', supervisor: forReader.supervisor, reason: 'left' }
    : { type: 'withheld' };
}

/** To a customer, by name alone. */
function named<T extends Omit<Supervisor, 'since'>>(supervisor: T, reader: Reader): T {
  if (reader.role === 'associate') return supervisor;
  const { associateId: _, ...rest } = supervisor;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is left out is optional in every such T
  return rest as T;
}
