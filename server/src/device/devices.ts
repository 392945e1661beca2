import { customerOf, openDeviceLink, refusal, type Actor } from '@parley/engagement';
import type {
  DeviceLinkId,
  DeviceLinkShown,
  EngagementCreated,
  EngagementId,
  EngagementState,
  EntranceEnter,
  EntranceView,
  ParticipantId,
} from '@parley/protocol';
import { deviceLinkSeconds } from '@parley/protocol/constants';
import type { Engagements } from '../engagement/engagements.ts';
import type { Entrances } from '../entrance/entrances.ts';
import type { Outbound } from '../outbound/outbound.ts';
import { toTimestamp, type Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import { TokenBucket } from '../platform/token-bucket.ts';
import { smsWithLink } from './words.ts';

interface Parts {
  readonly database: Database;
  readonly engagements: Engagements;
  readonly entrances: Entrances;
  readonly outbound: Outbound;
  readonly clock: Clock;
  readonly log: Log;
}

/** An SMS costs money, and rings in somebody's pocket: so many at once in one engagement, and so many a second. */
const burst = 5;
const perSecond = 1 / 60;

/** A customer's second device: the links that bring it, and the door that they open. */
export class Devices {
  readonly #parts: Parts;
  readonly #origin: string;
  readonly #allowances = new Map<EngagementId, TokenBucket>();

  /** Links begin with `publicOrigin`. */
  constructor(publicOrigin: string, parts: Parts) {
    this.#parts = parts;
    this.#origin = publicOrigin;
    parts.entrances.addDoor('device', {
      look: (linkId) => Promise.resolve(this.#look(linkId)),
      enter: (linkId, asked) => this.#enter(linkId, asked),
    });
  }

  /**
   * Sends a link to a phone, or lets the customer's own page ask for one (`shown`). The link, the SMS and the log's word
   * of it are stored together or not at all.
   */
  async invite(
    state: EngagementState,
    self: ParticipantId,
    by: { readonly way: 'screen' } | { readonly way: 'sms'; readonly to: string },
  ): Promise<Outcome<EngagementState>> {
    const { engagements, outbound } = this.#parts;
    // Told first: who may send nothing learns nothing of a number, and uses nothing up.
    const code = refusal(state, self, `invite-device-by-${by.way}`);
    if (code) return refuse(code);
    const linkId = newId<DeviceLinkId>();
    const command = { type: 'invite-device', linkId, way: by.way } as const;
    const actor: Actor = { kind: 'participant', participantId: self };
    if (by.way === 'screen') return engagements.command(state.id, command, actor);
    if (!outbound.carries('sms')) return refuse('sms-unavailable');
    if ((await outbound.stopped([by.to])).has(by.to)) return refuse('sms-stopped');
    if (!this.#allows(state)) return refuse('rate-limited');
    const outcome = await engagements.command(state.id, command, actor, async (tx) => {
      const shortCode = await this.#parts.entrances.open(tx, 'device', linkId, this.#until());
      const text = smsWithLink(state, self, this.#urlOf(shortCode));
      await outbound.send(tx, `device:${linkId}`, { kind: 'sms', to: by.to, text });
    });
    if (outcome.ok) outbound.hurry();
    return outcome;
  }

  /** The link for the customer's own page to show; each page that shows it gets a code of its own to the same link. */
  async shown(state: EngagementState, self: ParticipantId): Promise<Outcome<DeviceLinkShown>> {
    if (state.phase === 'ended') return refuse('engagement-ended');
    if (customerOf(state)?.id !== self) return refuse('not-allowed');
    const link = openDeviceLink(state);
    if (link?.way !== 'screen') return refuse('device-link-unknown');
    const code = await this.#parts.database.transaction((tx) =>
      this.#parts.entrances.open(tx, 'device', link.id, link.until),
    );
    return succeed({ url: this.#urlOf(code), until: link.until });
  }

  #look(linkId: string): Outcome<EntranceView> {
    const found = this.#stateWith(linkId);
    if (!found.ok) return found;
    const { application, participants, leadId } = found.value;
    const associate = participants.find(({ id }) => id === leadId);
    return succeed({
      kind: 'device',
      companyName: application.name,
      ...(associate?.name !== undefined && { associateName: associate.name }),
      until: openDeviceLink(found.value)?.until ?? this.#until(),
    });
  }

  async #enter(
    linkId: string,
    { name: device }: Omit<EntranceEnter, 'code'>,
  ): Promise<Outcome<EngagementCreated>> {
    const found = this.#stateWith(linkId);
    if (!found.ok) return found;
    const { id, deviceLink } = found.value;
    if (!deviceLink) return refuse('device-link-over');
    const participantId = newId<ParticipantId>();
    const command = { type: 'join-device', linkId: deviceLink.id, participantId, device } as const;
    const entered = await this.#parts.engagements.enter(id, command, participantId);
    if (entered.ok) this.#parts.log.info({ engagementId: id }, 'a second device came in');
    return entered;
  }

  /** Which engagement this link is of: while it can be used, that is one that is open here. */
  #stateWith(linkId: string): Outcome<EngagementState> {
    const state = this.#parts.engagements
      .open()
      .find(({ phase, deviceLink }) => phase !== 'ended' && deviceLink?.id === linkId);
    return state && openDeviceLink(state) ? succeed(state) : refuse('device-link-over');
  }

  #allows({ id }: EngagementState): boolean {
    const { clock, engagements } = this.#parts;
    const allowance = this.#allowances.get(id) ?? new TokenBucket(perSecond, burst, clock.millis());
    if (!this.#allowances.has(id)) {
      const open = new Set(engagements.open().map((state) => state.id));
      for (const known of this.#allowances.keys()) if (!open.has(known)) this.#allowances.delete(known);
    }
    this.#allowances.set(id, allowance);
    return allowance.take(clock.millis());
  }

  #until(): string {
    return toTimestamp(this.#parts.clock.millis() + deviceLinkSeconds * 1_000);
  }

  #urlOf(code: string): string {
    return `${this.#origin}/join/${code}`;
  }
}
