import type { AssociateProfile } from '@parley/protocol';

/** The desk is for those who answer customers, or watch over those who do. */
export function mayUseDesk(profile: AssociateProfile): boolean {
  return profile.roles.some((role) => role === 'associate' || role === 'supervisor');
}
