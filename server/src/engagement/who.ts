import { participantOf, participantOfAssociate } from '@parley/engagement';
import type { AssociateProfile, EngagementId, EngagementState, ParticipantId } from '@parley/protocol';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.ts';
import type { Teams } from '../team/team.ts';
import type { Engagements } from './engagements.ts';
import { mayLookAt } from './policy.ts';

interface Parts {
  readonly engagements: Engagements;
  readonly teams: Teams;
}

/** Who asks over HTTP about an engagement: somebody who is or was in it, or an associate who may look at it. */
export interface Asker {
  readonly state: EngagementState;
  readonly participantId: ParticipantId | undefined;
  /** Of an associate. */
  readonly profile: AssociateProfile | undefined;
}

/**
 * A participant's token in `Authorization: Bearer`, or an associate's cookie.
 * @throws Problem `token-invalid`, `not-signed-in`, or `engagement-not-found` for one that is none of theirs
 */
export async function whoAsks(
  { engagements, teams }: Parts,
  request: FastifyRequest,
  engagementId: EngagementId,
): Promise<Asker> {
  const token = bearerOf(request);
  if (token !== undefined) {
    const known = await engagements.identifyParticipant(token);
    if (!known) throw new Problem({ code: 'token-invalid' });
    // Whoever is at the door has no part in it.
    if (known.state.id !== engagementId || !participantOf(known.state, known.participantId))
      throw new Problem({ code: 'engagement-not-found' });
    return {
      state: known.state,
      participantId: present(known.state, known.participantId),
      profile: undefined,
    };
  }
  const { profile } = await request.requireSignedIn();
  const state = await engagements.state(engagementId);
  if (!state || !(await mayLookAt(profile, state, teams)))
    throw new Problem({ code: 'engagement-not-found' });
  return { state, participantId: participantOfAssociate(state, profile.id)?.id, profile };
}

/** As `whoAsks`, for those who are in it now. @throws Problem `not-a-participant` for others too */
export async function whoTakesPart(
  parts: Parts,
  request: FastifyRequest,
  engagementId: EngagementId,
): Promise<{ readonly state: EngagementState; readonly participantId: ParticipantId }> {
  const { state, participantId } = await whoAsks(parts, request, engagementId);
  if (!participantId) throw new Problem({ code: 'not-a-participant' });
  return { state, participantId };
}

const present = (state: EngagementState, id: ParticipantId): ParticipantId | undefined =>
  participantOf(state, id)?.state === 'left' ? undefined : id;

const bearer = /^Bearer ([\w-]{1,200})$/;
const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  headers.authorization === undefined ? undefined : (bearer.exec(headers.authorization)?.[1] ?? '');
