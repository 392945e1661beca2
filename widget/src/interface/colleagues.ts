import type { LiveEngagement } from '@parley/call';
import type { EngagementState, Participant } from '@parley/protocol';
import { isOwnDevice } from './second-device/own-device.ts';
import type { Words } from './shared.ts';

/** The associates speak among themselves: the customer neither hears nor is heard. */
export const isApart = ({ transfer }: EngagementState): boolean => transfer?.phase === 'consulting';

/** Who else is in it beside `shownId`, whom the stage shows; nobody while the customer is kept from them. */
export const othersBeside = (engagement: LiveEngagement, shownId: string | undefined): Participant[] =>
  engagement.state.hold || isApart(engagement.state)
    ? []
    : engagement.state.participants.filter(
        (person) => person.state !== 'left' && person.id !== shownId && !isOwnDevice(engagement, person),
      );

/** More others than stand beside the picture. */
export const isCrowded = (beside: readonly Participant[]): boolean => beside.length > 2;

/** What the customer is told of those who come and go; nothing when nobody did. */
export function comingsAndGoings(
  before: EngagementState,
  after: EngagementState,
  t: Words,
): string | undefined {
  const isHere = ({ state }: Participant): boolean => state !== 'left';
  const known = (id: string) => before.participants.find((one) => one.id === id);
  const associates = after.participants.filter(({ role }) => role !== 'customer');
  const came = associates.filter((one) => isHere(one) && !known(one.id));
  const went = associates.filter((one) => !isHere(one) && known(one.id)?.state !== 'left');
  const name = (one: Participant): string => one.name ?? t('call.associate');
  const lead = associates.find(({ id }) => id === after.leadId);
  const sentences = [
    ...came.map((one) => t('people.joined', { name: name(one) })),
    ...went.map((one) => t('people.left', { name: name(one) })),
    ...(lead && before.leadId !== undefined && before.leadId !== after.leadId
      ? [t('people.lead', { name: name(lead) })]
      : []),
  ];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}
