import type { ApplicationId, Channel, ScenarioTerms, SmsTerms, TeamId, Timestamp } from '@parley/protocol';
import type { Selectable } from 'kysely';
import type { Db } from '../platform/database.ts';
import type { ScenarioCondition, ScenarioTables } from './tables.ts';

/** The rules of an engagement, and for whom they are meant. */
export interface Scenario {
  readonly terms: ScenarioTerms;
  /** Shown beside the widget's button. */
  readonly message: string;
  /** Ways to begin, in the order of their buttons. */
  readonly channels: readonly Channel[];
  /** Who answers. */
  readonly teamId: TeamId;
  readonly conditions: readonly ScenarioCondition[];
}

/** In the order in which they are tried. */
export async function findScenarios(db: Db, applicationId: ApplicationId): Promise<Scenario[]> {
  const rows = await db
    .selectFrom('scenario')
    .selectAll()
    .where('application_id', '=', applicationId)
    .orderBy('position')
    .execute();
  return rows.map(scenarioOf);
}

type ScenarioRow = Selectable<ScenarioTables['scenario']>;

const scenarioOf = (row: ScenarioRow): Scenario => ({
  terms: {
    id: row.id,
    name: row.name,
    allows: row.allows,
    ringSeconds: row.ring_seconds,
    graceSeconds: row.grace_seconds,
    wrapUpSeconds: row.wrap_up_seconds,
    ...(row.recording && { recording: row.recording }),
    ...(row.ink && { ink: row.ink }),
    ...(row.messages && { messages: row.messages }),
    ...(row.supervision && { supervision: row.supervision }),
    ...(row.sms && { sms: row.sms }),
  },
  message: row.message,
  channels: row.channels,
  teamId: row.team_id,
  conditions: row.conditions,
});

/** The first scenario of any application whose calls one of these teams answers. */
export async function findOfTeams(
  db: Db,
  teamIds: readonly TeamId[],
): Promise<(Scenario & { readonly applicationId: ApplicationId }) | undefined> {
  const row = await db
    .selectFrom('scenario')
    .selectAll()
    .where('team_id', 'in', teamIds)
    .orderBy('application_id')
    .orderBy('position')
    .executeTakeFirst();
  return row && { ...scenarioOf(row), applicationId: row.application_id };
}

/** Does nothing when the application has a scenario at that position. */
export async function insertScenario(
  db: Db,
  applicationId: ApplicationId,
  position: number,
  scenario: Scenario,
  createdAt: Timestamp,
): Promise<void> {
  const { terms } = scenario;
  await db
    .insertInto('scenario')
    .values({
      id: terms.id,
      application_id: applicationId,
      team_id: scenario.teamId,
      position,
      name: terms.name,
      message: scenario.message,
      channels: JSON.stringify(scenario.channels),
      allows: JSON.stringify(terms.allows),
      conditions: JSON.stringify(scenario.conditions),
      ring_seconds: terms.ringSeconds,
      grace_seconds: terms.graceSeconds,
      wrap_up_seconds: terms.wrapUpSeconds,
      recording: terms.recording ? JSON.stringify(terms.recording) : null,
      ink: terms.ink ? JSON.stringify(terms.ink) : null,
      messages: terms.messages ? JSON.stringify(terms.messages) : null,
      supervision: terms.supervision ? JSON.stringify(terms.supervision) : null,
      sms: terms.sms ? JSON.stringify(terms.sms) : null,
      created_at: createdAt,
    })
    .onConflict((conflict) => conflict.columns(['application_id', 'position']).doNothing())
    .execute();
}

/** What scenarios of these teams (undefined: of all) have at hand for SMS. */
export async function findSmsTerms(db: Db, teamIds: readonly TeamId[] | undefined): Promise<SmsTerms[]> {
  if (teamIds?.length === 0) return [];
  const rows = await db
    .selectFrom('scenario')
    .select('sms')
    .where('sms', 'is not', null)
    .$if(teamIds !== undefined, (query) => query.where('team_id', 'in', teamIds ?? []))
    .orderBy('position')
    .execute();
  return rows.flatMap(({ sms }) => sms ?? []);
}
