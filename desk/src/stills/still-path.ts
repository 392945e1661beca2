import type { EngagementId, Still } from '@parley/protocol';

export const stillPath = (engagementId: EngagementId, { id }: Pick<Still, 'id'>): string =>
  `/api/v1/engagements/${engagementId}/stills/${id}`;

/** Where the best picture of it that is known so far can be had. */
export const bestPath = (engagementId: EngagementId, still: Still): string | undefined => {
  if (still.picture) return `${stillPath(engagementId, still)}/picture`;
  return still.preview && `${stillPath(engagementId, still)}/preview`;
};

/** Names its place on the record's page. */
export const stillAnchor = ({ id }: Pick<Still, 'id'>): string => `still-${id}`;
