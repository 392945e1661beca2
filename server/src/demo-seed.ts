import { permission } from '@parley/protocol';
import type { Applications } from './application/application.ts';
import type { Identity } from './identity/identity.ts';
import type { Role } from './identity/tables.ts';
import type { Scenarios } from './scenario/scenario.ts';
import type { Teams } from './team/team.ts';

export const demoPassword = 'parley-demo';

export const demoAccounts: readonly { email: string; name: string; roles: readonly Role[] }[] = [
  { email: 'ada@demo.test', name: 'Ada Lovelace', roles: ['associate'] },
  { email: 'grace@demo.test', name: 'Grace Hopper', roles: ['associate'] },
  { email: 'alan@demo.test', name: 'Alan Turing', roles: ['associate'] },
  { email: 'mary@demo.test', name: 'Mary Jackson', roles: ['supervisor'] },
  { email: 'root@demo.test', name: 'Root', roles: ['administrator'] },
];

/** For whoever tries the desk first. */
export const demoSignIn = { email: 'ada@demo.test', password: demoPassword };

interface Capabilities {
  readonly identity: Identity;
  readonly applications: Applications;
  readonly scenarios: Scenarios;
  readonly teams: Teams;
}

/** Something to try Parley with. Adds what is missing and changes nothing that is there, save for the demo's origins. */
export async function seedDemo(
  { identity, applications, scenarios, teams }: Capabilities,
  origins: readonly string[],
): Promise<void> {
  const ids = await Promise.all(
    demoAccounts.map((account) => identity.ensureAccount({ ...account, password: demoPassword })),
  );
  const associates = ids.filter((_id, at) => demoAccounts[at]?.roles.includes('associate'));
  const teamId = await teams.ensureTeam('Demo team', associates);
  // Somewhere else to transfer a call to.
  await teams.ensureTeam('Loans', associates.slice(1));
  const applicationId = await applications.ensureApplication({
    clientId: 'demo',
    name: 'Harbour Bank',
    brandColor: '#0f5c63',
    origins,
  });
  await scenarios.ensureFirstScenario(applicationId, {
    terms: {
      name: 'Talk to us',
      allows: permission.options,
      ringSeconds: 20,
      graceSeconds: 30,
      wrapUpSeconds: 30,
      recording: { consent: 'ask', start: 'on-answer', keepDays: 30 },
      ink: { mayRefuse: true },
      messages: {
        canned: [
          { title: 'Hello', text: 'Hello, good to meet you. How can I help?' },
          { title: 'One moment', text: 'One moment please, I am looking that up for you.' },
          {
            title: 'Papers for a loan',
            text: 'For a loan we need your last three pay slips and an identity card.',
          },
          { title: 'Goodbye', text: 'Thank you for your time. Come back whenever you like.' },
        ],
      },
      sms: {
        canned: [
          { title: 'Papers for a loan', text: 'Harbour Bank: please send us your last three pay slips.' },
          { title: 'Call back', text: 'Harbour Bank: we tried to reach you. When may we call again?' },
          { title: 'Thank you', text: 'Harbour Bank: thank you for your call today.' },
        ],
      },
    },
    message: 'Questions? Talk to one of us, face to face.',
    channels: ['video', 'audio'],
    teamId,
  });
}
