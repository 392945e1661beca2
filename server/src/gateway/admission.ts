import { customerOf, participantOf } from '@parley/engagement';
import { oldestSupportedVersion, type ProblemCode, type UpMessage } from '@parley/protocol';
import type { Applications } from '../application/application.ts';
import type { Engagements } from '../engagement/engagements.ts';
import type { Identity, SignedIn } from '../identity/identity.ts';
import type { CloseReason, Connection } from './connection.ts';
import type { RealtimeReader } from './reader.ts';

type Hello = Extract<UpMessage, { type: 'session.hello' }>;

/** What the upgrade request said. */
export interface Upgrade {
  readonly origin: string | undefined;
  readonly cookie: string | undefined;
}

interface Parts {
  readonly identity: Identity;
  readonly engagements: Engagements;
  readonly applications: Applications;
  readonly ownOrigins: readonly string[];
}

export type Admission =
  | { readonly ok: true; readonly reader: RealtimeReader; readonly signedIn?: SignedIn }
  | { readonly ok: false; readonly reason: CloseReason; readonly code: ProblemCode };

const refusedFor = (reason: CloseReason, code: ProblemCode): Admission => ({ ok: false, reason, code });

/** Who this is, by their hello and what came with the upgrade (SE2, SE3, SE4, RQ8). */
export async function admit(
  parts: Parts,
  connection: Connection,
  hello: Hello,
  upgrade: Upgrade,
): Promise<Admission> {
  if (hello.version < oldestSupportedVersion) return refusedFor('versionTooOld', 'version-too-old');
  return hello.token === undefined
    ? admitAssociate(parts, connection, upgrade)
    : admitParticipant(parts, connection, hello.token, upgrade);
}

async function admitAssociate(
  { identity, ownOrigins }: Parts,
  connection: Connection,
  { origin, cookie }: Upgrade,
): Promise<Admission> {
  if (origin === undefined || !ownOrigins.includes(origin))
    return refusedFor('forbidden', 'origin-not-allowed');
  const signedIn = await identity.identifyAssociate(cookie);
  if (!signedIn) return refusedFor('unauthenticated', 'not-signed-in');
  const { profile, signInId } = signedIn;
  return {
    ok: true,
    signedIn,
    reader: { role: 'associate', profile, signInId, connection, follows: new Map() },
  };
}

/** The customer's own page is a site's; one that a link opens is ours. */
async function admitParticipant(
  { engagements, applications, ownOrigins }: Parts,
  connection: Connection,
  token: string,
  { origin }: Upgrade,
): Promise<Admission> {
  const known = await engagements.identifyParticipant(token);
  if (!known) return refusedFor('unauthenticated', 'token-invalid');
  const { state, participantId } = known;
  // Guests and second devices come from our own page, and customers from one of the application's.
  const isCustomer = customerOf(state)?.id === participantId;
  const mayConnect =
    origin !== undefined &&
    (isCustomer
      ? await applications.allowsOrigin(state.application.id, origin)
      : ownOrigins.includes(origin));
  if (!mayConnect) return refusedFor('forbidden', 'origin-not-allowed');
  if (!engagements.mayArrive(state, participantId)) return refusedFor('tooFast', 'rate-limited');
  const engagementId = state.id;
  return {
    ok: true,
    reader: {
      role: 'customer',
      engagementId,
      participantId,
      isSecondDevice: participantOf(state, participantId)?.deviceOf !== undefined,
      connection,
      follows: new Map(),
    },
  };
}
