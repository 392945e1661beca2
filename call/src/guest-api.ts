import type { EngagementCreated, ProblemBody } from '@parley/protocol';
import type { CustomerClient, CustomerOptions } from './api.ts';

/** As a customer's, for somebody who came with a code. `request` enters, and `exit` leaves the others to themselves. */
export interface GuestClient extends CustomerClient {
  /** Runs microphone and, if wanted, camera before entering; without it the camera is off. */
  preview(camera: boolean): Promise<void>;
  /** For a customer's second device: without the microphone until it takes the sound, and with the camera at the back. */
  useCameraAlone(): void;
}

export interface GuestOptions {
  /** Origin of the Parley server. */
  readonly origin: string;
  readonly storage: CustomerOptions['storage'];
  /** Goes in; asked once for each `request`. */
  readonly enter: (camera: boolean) => Promise<EngagementCreated | { readonly problem: ProblemBody }>;
}
