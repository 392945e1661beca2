import type { ApplicationId, CannedReply, ContextAttribute, ScenarioId, TeamId } from '@parley/protocol';
import type { TermsOverrides } from '../config.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { holds } from './matching.ts';
import { findOfTeams, findScenarios, findSmsTerms, insertScenario, type Scenario } from './repository.ts';

export type { Scenario } from './repository.ts';

export interface Scenarios {
  /** The first of the application's scenarios that is meant for this customer; undefined when none is. */
  choose(applicationId: ApplicationId, context: readonly ContextAttribute[]): Promise<Scenario | undefined>;
  /** What a meeting goes by that one of these teams holds on its own: the first scenario that is theirs. */
  forMeeting(teamIds: readonly TeamId[]): Promise<MeetingScenario | undefined>;
  /** Gives the application this scenario, for everyone, unless it has one in first place. */
  ensureFirstScenario(applicationId: ApplicationId, scenario: NewScenario): Promise<void>;
  /** The texts for SMS that these teams (undefined: all) have at hand, each once. */
  cannedSms(teamIds: readonly TeamId[] | undefined): Promise<CannedReply[]>;
}

export interface MeetingScenario extends Pick<Scenario, 'terms' | 'teamId'> {
  readonly applicationId: ApplicationId;
}

export interface NewScenario extends Omit<Scenario, 'terms' | 'conditions'> {
  readonly terms: Omit<Scenario['terms'], 'id'>;
}

/** `overrides` replace what each scenario says of its times. */
export function createScenarios(database: Database, clock: Clock, overrides: TermsOverrides): Scenarios {
  const { db } = database;
  return {
    async choose(applicationId, context) {
      const scenarios = await findScenarios(db, applicationId);
      const chosen = scenarios.find((scenario) => holds(scenario.conditions, context));
      return chosen && { ...chosen, terms: { ...chosen.terms, ...overrides } };
    },
    async forMeeting(teamIds) {
      const found = teamIds.length > 0 ? await findOfTeams(db, teamIds) : undefined;
      return found && { ...found, terms: { ...found.terms, ...overrides, name: 'Meeting' } };
    },
    async ensureFirstScenario(applicationId, scenario) {
      const terms = { ...scenario.terms, id: newId<ScenarioId>() };
      await insertScenario(db, applicationId, 1, { ...scenario, terms, conditions: [] }, clock.now());
    },
    async cannedSms(teamIds) {
      const all = (await findSmsTerms(db, teamIds)).flatMap(({ canned }) => canned);
      return [...new Map(all.map((reply) => [`${reply.title}\n${reply.text}`, reply])).values()];
    },
  };
}
