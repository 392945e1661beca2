import type { DeskClient, DeskState } from '@parley/call';
import type { AssociateProfile } from '@parley/protocol';
import { createContext, use } from 'react';
import { useStore } from 'zustand';

interface SignedIn {
  readonly client: DeskClient;
  readonly profile: AssociateProfile;
}

export const DeskContext = createContext<SignedIn | undefined>(undefined);

function useSignedIn(): SignedIn {
  const signedIn = use(DeskContext);
  if (!signedIn) throw new Error('Only for whoever is signed in');
  return signedIn;
}

/** The client of whoever is signed in. */
export const useClient = (): DeskClient => useSignedIn().client;

export const useProfile = (): AssociateProfile => useSignedIn().profile;

/** A part of the client's state; the component is drawn anew only when that part changes. */
export function useDesk<Part>(select: (state: DeskState) => Part): Part {
  return useStore(useClient().store, select);
}
