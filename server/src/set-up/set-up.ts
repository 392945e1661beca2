import { z } from 'zod';
import type { Applications } from '../application/application.ts';
import type { Identity } from '../identity/identity.ts';
import { firstScenario } from '../scenario/first-scenario.ts';
import type { Scenarios } from '../scenario/scenario.ts';
import type { Teams } from '../team/team.ts';

export const newAccount = z.object({
  email: z.email('must be an e-mail address').max(254),
  name: z.string().trim().min(1, 'must not be empty').max(120, 'must have at most 120 characters'),
  password: z
    .string()
    .min(10, 'must have 10 characters or more')
    .max(256, 'must have at most 256 characters'),
  roles: z
    .array(
      z.enum(['associate', 'supervisor', 'administrator'], {
        error: 'must be associate, supervisor or administrator, or several with commas between them',
      }),
    )
    .min(1),
});

const origin = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}, 'must be origins such as https://shop.example with commas between them, without a path');

export const newApplication = z.object({
  clientId: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'must be 2 to 63 small letters, digits and hyphens'),
  name: z.string().trim().min(1, 'must not be empty').max(80, 'must have at most 80 characters'),
  brandColor: z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #0f5c63'),
  origins: z.array(origin).min(1),
});

interface Capabilities {
  readonly identity: Identity;
  readonly applications: Applications;
  readonly scenarios: Scenarios;
  readonly teams: Teams;
}

/** The team that answers until somebody makes others. */
const firstTeam = 'Associates';

/** Makes the account unless its e-mail has one already, which then stays as it is. Associates join the first team. */
export async function setUpAccount(
  { identity, teams }: Capabilities,
  account: z.output<typeof newAccount>,
): Promise<void> {
  const id = await identity.ensureAccount(account);
  if (account.roles.includes('associate')) await teams.ensureTeam(firstTeam, [id]);
}

/** Makes the application with a scenario to begin with, or gives one that is there these origins. */
export async function setUpApplication(
  { applications, scenarios, teams }: Capabilities,
  application: z.output<typeof newApplication>,
): Promise<void> {
  const teamId = await teams.ensureTeam(firstTeam, []);
  const id = await applications.ensureApplication(application);
  await scenarios.ensureFirstScenario(id, firstScenario(teamId));
}
