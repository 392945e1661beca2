import type { DeviceLinkId, DeviceLinkShown, ProblemBody } from '@parley/protocol';
import type { Outcome } from './outcome-api.ts';

/** Bringing in a second device of the customer's, for its camera. */
export interface SecondDeviceControls {
  /** Sends a link by SMS. @param to E.164 */
  sendLink(to: string): Promise<Outcome>;
  /** Has the customer's own page show a link. */
  showLink(): Promise<Outcome>;
  /** Takes the link back; for the customer, says that they will not use it. */
  withdraw(linkId: DeviceLinkId): Promise<Outcome>;
}

/** The customer's own word on their two devices. */
export interface OwnDeviceControls extends Omit<SecondDeviceControls, 'sendLink'> {
  /** The link to show; each time another one to the same place. */
  link(): Promise<DeviceLinkShown | ProblemBody>;
  /** Sends the second device away. */
  remove(): Promise<Outcome>;
  /** Speaks and hears here from now on, and not on the other device. */
  takeSound(): Promise<Outcome>;
}
