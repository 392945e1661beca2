/**
 * `npm run set-up -- account|application …`: the first account and the first site of a new server. With the embedded
 * database the server must not run meanwhile. Ends with 0, or with 2 when something given is wrong.
 */
import { parseArgs } from 'node:util';
import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import { createApplications } from '../application/application.ts';
import { createIdentity } from '../identity/identity.ts';
import { createSystemClock } from '../platform/clock.ts';
import { createLocalBus } from '../platform/local-bus.ts';
import { createLog } from '../platform/log.ts';
import { createMetrics } from '../platform/metrics.ts';
import { openDatabase } from '../platform/open-database.ts';
import { configOrExit, endStart } from '../process.ts';
import { createScenarios } from '../scenario/scenario.ts';
import { createTeams } from '../team/team.ts';
import { newAccount, newApplication, setUpAccount, setUpApplication } from './set-up.ts';

const usage = `npm run set-up -- account --email ada@example.com --name "Ada Lovelace" --roles associate,administrator
  reads the password from the standard input

npm run set-up -- application --client-id shop --name "The Shop" --origins https://shop.example [--color #0f5c63]
`;

function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

function read(args: string[]) {
  try {
    const string = { type: 'string' } as const;
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        email: string,
        name: string,
        roles: string,
        'client-id': string,
        origins: string,
        color: string,
      },
    });
    return { what: positionals[0], values };
  } catch (error) {
    return giveUp(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function checked<T extends z.ZodType>(schema: T, given: unknown): z.output<T> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  return giveUp(
    parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`).join('\n') +
      `\n\n${usage}`,
  );
}

const list = (words: string | undefined): string[] | undefined =>
  words?.split(',').map((word) => word.trim());

const { what, values } = read(process.argv.slice(2));
if (what !== 'account' && what !== 'application') giveUp(usage);
const account =
  what === 'account' &&
  checked(newAccount, {
    ...values,
    roles: list(values.roles ?? 'associate'),
    password: (await text(process.stdin)).replace(/\r?\n$/, ''),
  });
const application =
  what === 'application' &&
  checked(newApplication, {
    ...values,
    clientId: values['client-id'],
    origins: list(values.origins),
    brandColor: values.color ?? '#0f5c63',
  });

const config = configOrExit(process.env);
const log = createLog({ level: 'warn' });
const database = await openDatabase(config, log).catch((error: unknown) => endStart(error, config, log));
const clock = createSystemClock();
const metrics = createMetrics();
const bus = createLocalBus(log, () => undefined);
const capabilities = {
  identity: createIdentity({ database, bus, clock, log, metrics }),
  applications: createApplications(database, clock),
  teams: createTeams(database, clock),
  scenarios: createScenarios(database, clock, config.overrides),
};
if (account) {
  await setUpAccount(capabilities, account);
  process.stdout.write(`${account.email} can sign in at ${config.publicOrigin}/desk\n`);
}
if (application) {
  await setUpApplication(capabilities, application);
  process.stdout.write(
    `Put this on each page of ${application.name}:\n` +
      `  <script src="${config.publicOrigin}/widget.js" data-client-id="${application.clientId}" async></script>\n`,
  );
}
await bus.close();
await database.close();
