import type { AssociateProfile } from '@parley/protocol';

/** Who finds the board; the server has its own say. */
export const mayOversee = ({ roles }: AssociateProfile): boolean =>
  roles.includes('supervisor') || roles.includes('administrator');

/** Who finds the ways into a call on it. */
export const maySupervise = ({ roles }: AssociateProfile): boolean => roles.includes('supervisor');
