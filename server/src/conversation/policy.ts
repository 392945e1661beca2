import type { AssociateId, AssociateProfile } from '@parley/protocol';

/** Whose a conversation is. */
export interface Owned {
  readonly owner_id: AssociateId | null;
}

/** Whoever watches over teams reads every conversation; associates their own, and those that belong to nobody. */
export const readsAll = ({ roles }: Pick<AssociateProfile, 'roles'>): boolean =>
  roles.includes('supervisor') || roles.includes('administrator');

export const mayRead = (profile: AssociateProfile, { owner_id: owner }: Owned): boolean =>
  owner === null || owner === profile.id || readsAll(profile);

/** Who writes in a conversation that belongs to nobody takes it. */
export const mayWrite = (profile: AssociateProfile, { owner_id: owner }: Owned): boolean =>
  owner === null || owner === profile.id;

export const mayTake = (profile: AssociateProfile, { owner_id: owner }: Owned): boolean =>
  owner === null || owner === profile.id || readsAll(profile);

export const mayHandOver = (profile: AssociateProfile, { owner_id: owner }: Owned): boolean =>
  owner === profile.id || readsAll(profile);
