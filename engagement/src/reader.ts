import type { AssociateId, ParticipantId } from '@parley/protocol';

/** For whom a state or an event is made ready. */
export type Reader =
  | {
      readonly role: 'customer';
      readonly participantId: ParticipantId;
      /** Whoever holds a second device came by a link: they see what is done with its picture, and read nothing. */
      readonly isSecondDevice?: boolean;
    }
  | {
      readonly role: 'associate';
      readonly associateId: AssociateId;
      /** Knows of other supervisors, announced or not. */
      readonly isSupervisor?: boolean;
    };
