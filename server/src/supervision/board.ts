import { customerOf, participantOf, remainingAssociates } from '@parley/engagement';
import type {
  AssociateId,
  Board as BoardState,
  BoardEngagement,
  BoardPerson,
  BoardTeam,
  EngagementId,
  EngagementState,
  ParticipantId,
} from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import type { Colleagues } from '../invitation/colleagues.ts';
import type { Clock } from '../platform/clock.ts';
import type { Availabilities } from '../routing/availabilities.ts';
import { queuedStates, queueEntry } from '../routing/queue.ts';
import { Statuses } from './statuses.ts';

/** An answer within this many seconds is in time. */
const targetSeconds = 20;

interface Parts {
  readonly engagements: Engagements;
  readonly availabilities: Availabilities;
  readonly colleagues: Colleagues;
  readonly clock: Clock;
}

/** What goes on, all teams together: who works, who waits, who talks, and how the day has been. */
export class Board {
  readonly #parts: Parts;
  readonly #statuses = new Statuses();
  /** The latest word of each participant on their own path. */
  readonly #quality = new Map<EngagementId, Map<ParticipantId, number>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Somebody's status, or an engagement, may be another. */
  note(): void {
    const { availabilities, engagements, clock } = this.#parts;
    const desks = availabilities.atDesks();
    this.#statuses.note(
      desks.map(({ profile, availability }) => ({ id: profile.id, status: availability.status })),
      clock.now(),
    );
    if (this.#quality.size === 0) return;
    const open = new Set(engagements.open().map(({ id }) => id));
    for (const id of this.#quality.keys()) if (!open.has(id)) this.#quality.delete(id);
  }

  /** Says whether it is news. */
  noteQuality(engagementId: EngagementId, participantId: ParticipantId, quality: number): boolean {
    const known = this.#quality.get(engagementId) ?? new Map<ParticipantId, number>();
    this.#quality.set(engagementId, known);
    if (known.get(participantId) === quality) return false;
    known.set(participantId, quality);
    return true;
  }

  async now(): Promise<BoardState> {
    const { engagements, colleagues } = this.#parts;
    const [roster, teams] = await Promise.all([colleagues.roster(), this.#teams()]);
    const open = engagements.open();
    return {
      teams: roster.teams.map((team) => ({ ...noCalls, ...team, ...teams.get(team.teamId) })),
      people: colleagues.now(roster).map((person) => this.#person(person)),
      waiting: queuedStates(open).map(queueEntry),
      engagements: open.flatMap((state) => this.#engagement(state)),
    };
  }

  async #teams(): Promise<ReadonlyMap<string, Omit<BoardTeam, 'name'>>> {
    const { engagements, clock } = this.#parts;
    const midnight = new Date(clock.millis());
    midnight.setHours(0, 0, 0, 0);
    const levels = await engagements.serviceLevels(midnight, targetSeconds);
    return new Map(levels.map((level) => [level.teamId, { ...level, targetSeconds }]));
  }

  #person(person: Omit<BoardPerson, 'since'>): BoardPerson {
    const since = this.#statuses.since(person.associateId);
    return { ...person, ...(since && person.status !== 'offline' && { since }) };
  }

  #engagement(state: EngagementState): BoardEngagement[] {
    if (state.phase !== 'active' || !state.answeredAt) return [];
    const customerName = customerOf(state)?.name;
    const quality = this.#worst(state);
    return [
      {
        engagementId: state.id,
        teamId: state.teamId,
        channel: state.channel,
        scenarioName: state.scenario.name,
        answeredAt: state.answeredAt,
        recording: state.recording?.writingSince !== undefined,
        associates: associatesOf(state),
        supervisors: state.supervisors.flatMap(({ associateId, name, mode }) =>
          associateId ? [{ associateId, name, mode }] : [],
        ),
        ...(customerName !== undefined && { customerName }),
        ...(state.hold && { heldSince: state.hold.since }),
        ...(quality !== undefined && { quality }),
      },
    ];
  }

  #worst(state: EngagementState): number | undefined {
    const told = [...(this.#quality.get(state.id) ?? [])]
      .filter(([id]) => participantOf(state, id)?.state === 'present')
      .map(([, quality]) => quality);
    return told.length > 0 ? Math.min(...told) : undefined;
  }
}

const noCalls = { answered: 0, inTime: 0, abandoned: 0, targetSeconds };

function associatesOf(state: EngagementState): { associateId: AssociateId; name: string }[] {
  const here = remainingAssociates(state);
  const ordered = [
    ...here.filter(({ id }) => id === state.leadId),
    ...here.filter(({ id }) => id !== state.leadId),
  ];
  return ordered.flatMap(({ associateId, name }) => (associateId ? [{ associateId, name: name ?? '' }] : []));
}
