import type { AssociateProfile } from '@parley/protocol';

/** Listening to others' engagements, whispering, barging in and taking over. */
export const maySupervise = ({ roles }: AssociateProfile): boolean => roles.includes('supervisor');

/** Seeing who is at work, and who supervises whom: who answers for the rules has to know how they are kept. */
export const mayOversee = ({ roles }: AssociateProfile): boolean =>
  roles.includes('supervisor') || roles.includes('administrator');
