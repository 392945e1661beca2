import { longestPassword, permission, shortestPassword } from '@parley/protocol';
import type { Applications } from '../application/application.ts';
import type { Identity } from '../identity/identity.ts';
import type { Scenarios } from '../scenario/scenario.ts';
import type { Teams } from '../team/team.ts';
import type { Order } from './order.ts';

interface Capabilities {
  readonly identity: Identity;
  readonly applications: Applications;
  readonly scenarios: Scenarios;
  readonly teams: Teams;
}

export interface Done {
  readonly ok: boolean;
  /** For the operator. */
  readonly sentence: string;
}

type AccountOrder = Extract<Order, { command: 'create-account' }>;
type ApplicationOrder = Extract<Order, { command: 'create-application' }>;

/** @param readPassword called only when the order needs one */
export function carryOut(
  capabilities: Capabilities,
  order: Order,
  readPassword: () => Promise<string>,
): Promise<Done> {
  return order.command === 'create-account'
    ? createAccount(capabilities, order, readPassword)
    : createApplication(capabilities, order);
}

async function createAccount(
  { identity, teams }: Capabilities,
  { email, name, role: roles, team }: AccountOrder,
  readPassword: () => Promise<string>,
): Promise<Done> {
  const password = await readPassword();
  if (password.length < shortestPassword || password.length > longestPassword)
    return {
      ok: false,
      sentence: `The password must have ${String(shortestPassword)} to ${String(longestPassword)} characters.`,
    };
  const id = await identity.createAccount({ email, name, password, roles: [...new Set(roles)] });
  if (id === undefined)
    return { ok: false, sentence: `${email} has an account already; nothing was changed.` };
  if (team !== undefined) await teams.ensureTeam(team, [id]);
  return { ok: true, sentence: `${email} can sign in now.` };
}

async function createApplication(
  { applications, scenarios, teams }: Capabilities,
  { 'client-id': clientId, name, origin: origins, team, color }: ApplicationOrder,
): Promise<Done> {
  const teamId = await teams.ensureTeam(team, []);
  const applicationId = await applications.ensureApplication({
    clientId,
    name,
    brandColor: color,
    origins: [...new Set(origins)],
  });
  await scenarios.ensureFirstScenario(applicationId, {
    terms: {
      name: 'Talk to us',
      allows: permission.options,
      ringSeconds: 20,
      graceSeconds: 30,
      wrapUpSeconds: 30,
    },
    message: 'Questions? Talk to one of us, face to face.',
    channels: ['video', 'audio'],
    teamId,
  });
  return { ok: true, sentence: `The application ${clientId} may be embedded on ${origins.join(', ')}.` };
}
