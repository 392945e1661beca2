import { customerOf, participantOfAssociate, smsKeyword } from '@parley/engagement';
import type {
  AssociateId,
  AssociateProfile,
  ConversationEntryId,
  ConversationId,
  EngagementId,
  EngagementState,
  SmsMessage,
  SmsToNumber,
} from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import type { Identity } from '../identity/identity.ts';
import type { OutgoingSms } from '../outbound/message.ts';
import type { Outbound } from '../outbound/outbound.ts';
import type { Bus } from '../platform/bus.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import { TokenBucket } from '../platform/token-bucket.ts';
import { cleanText, type IncomingSms } from './incoming.ts';
import { readNumber } from './number.ts';
import { mayHandOver, mayRead, mayTake, mayWrite } from './policy.ts';
import {
  addEntry,
  conversationOfNumber,
  conversationOfOutgoing,
  conversationRow,
  isReceived,
  lockConversation,
  markRead,
  nameConversation,
  openConversation,
  setOwner,
  unreadByOwner,
  type ConversationRow,
} from './repository.ts';
import { conversationChanged } from './topics.ts';

interface Parts {
  readonly database: Database;
  readonly outbound: Outbound;
  readonly engagements: Engagements;
  readonly identity: Pick<Identity, 'associates'>;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
}

/** Each SMS costs money: so many at once from one associate, and so many a second in the long run. */
const burst = 20;
const perSecond = 0.2;

const ownerFrom = ({ id, name }: AssociateProfile) => ({ id, name });

/** SMS with people by their numbers: writing, what comes in, whose it is. Everything that leaves by SMS stands here. */
export class Conversations {
  readonly #parts: Parts;
  readonly #country: string;
  readonly #allowances = new Map<AssociateId, TokenBucket>();

  /** Numbers without a country are of `country`. */
  constructor(country: string, parts: Parts) {
    this.#parts = parts;
    this.#country = country;
    parts.outbound.alongsideSms((tx, id, sms) => this.#enter(tx, id, sms));
    parts.outbound.onChange((id) => this.#outgoingChanged(id));
  }

  canSend(): boolean {
    return this.#parts.outbound.carries('sms');
  }

  /** How much is unread, by owner; of null, what belongs to nobody. */
  unread(): Promise<ReadonlyMap<AssociateId | null, number>> {
    return unreadByOwner(this.#parts.database.db);
  }

  /** Writes to a number out of an engagement; the conversation stays with whoever has it. */
  async sendFromEngagement(
    profile: AssociateProfile,
    state: EngagementState,
    sms: SmsToNumber,
  ): Promise<Outcome<object>> {
    const { engagements } = this.#parts;
    const self = participantOfAssociate(state, profile.id);
    if (!self) return refuse('not-a-participant');
    const to = readNumber(sms.number, this.#country);
    if (to === undefined) return refuse('number-invalid');
    const refused = await this.#refusal(profile.id, to);
    if (refused) return refused;
    const former = await conversationOfNumber(this.#parts.database.db, to);
    const actor = { kind: 'participant', participantId: self.id } as const;
    const command = { type: 'send-sms', smsId: sms.id, to, text: sms.text } as const;
    const outcome = await engagements.command(state.id, command, actor, async (tx) => {
      await this.#put(tx, profile, to, sms, state.id);
      const name = nameOfNumber(state, to, this.#country);
      if (name !== undefined) await nameConversation(tx, to, name);
    });
    if (!outcome.ok) return outcome;
    await this.#sent(to, former);
    return succeed({});
  }

  /** Writes to a number, which begins a conversation unless there is one. */
  async sendToNumber(profile: AssociateProfile, sms: SmsToNumber): Promise<Outcome<ConversationId>> {
    const to = readNumber(sms.number, this.#country);
    if (to === undefined) return refuse('number-invalid');
    const known = await conversationOfNumber(this.#parts.database.db, to);
    if (known && !mayWrite(profile, known)) return refuse('conversation-taken');
    return this.#send(profile, to, sms, known);
  }

  /** Writes in a conversation; one that belongs to nobody belongs to the writer then. */
  async send(profile: AssociateProfile, id: ConversationId, sms: SmsMessage): Promise<Outcome<object>> {
    const row = await this.readable(profile, id);
    if (!row) return refuse('conversation-not-found');
    if (!mayWrite(profile, row)) return refuse('conversation-taken');
    return this.#send(profile, row.number, sms, row);
  }

  async #send(
    profile: AssociateProfile,
    to: string,
    sms: SmsMessage,
    former: ConversationRow | undefined,
  ): Promise<Outcome<ConversationId>> {
    const refused = await this.#refusal(profile.id, to);
    if (refused) return refused;
    const outcome = await this.#parts.database.transaction(async (tx) => {
      const row = await openConversation(tx, to, this.#parts.clock.now(), ownerFrom(profile));
      // Somebody else took it in the meantime.
      if (!mayWrite(profile, row)) return refuse('conversation-taken');
      await this.#put(tx, profile, to, sms);
      return succeed(row.id);
    });
    if (outcome.ok) await this.#sent(to, former);
    return outcome;
  }

  /** Why nothing can be sent to this number by this associate now. */
  async #refusal(by: AssociateId, to: string): Promise<Extract<Outcome<never>, { ok: false }> | undefined> {
    const { outbound, clock } = this.#parts;
    if (!this.canSend()) return refuse('sms-unavailable');
    if ((await outbound.stopped([to])).has(to)) return refuse('sms-stopped');
    const now = clock.millis();
    const allowance = this.#allowances.get(by) ?? new TokenBucket(perSecond, burst, now);
    this.#allowances.set(by, allowance);
    return allowance.take(now, 1) ? undefined : refuse('rate-limited');
  }

  #put(
    tx: Tx,
    by: AssociateProfile,
    to: string,
    { id, text }: SmsMessage,
    engagementId?: EngagementId,
  ): Promise<string> {
    return this.#parts.outbound.send(tx, `sms:${by.id}:${id}`, {
      kind: 'sms',
      to,
      text,
      by: ownerFrom(by),
      ...(engagementId && { engagementId }),
    });
  }

  /** `former` is the conversation as it was before: one that belonged to nobody is gone for everybody else. */
  async #sent(number: string, former: ConversationRow | undefined): Promise<void> {
    this.#parts.outbound.hurry();
    const row = former ?? (await conversationOfNumber(this.#parts.database.db, number));
    if (row) this.#tell(row);
  }

  /** In the transaction that puts an SMS out, whoever does: it stands in the conversation of its number. */
  async #enter(tx: Tx, outgoingId: string, { to, text, by, engagementId }: OutgoingSms): Promise<void> {
    const at = this.#parts.clock.now();
    const { id } = await openConversation(tx, to, at, by);
    await addEntry(tx, id, { kind: 'sent', at, text, by, engagementId, outgoingId });
  }

  /**
   * Takes in what somebody has written to us, once for each id of the provider's. STOP and START are heeded before anything
   * is answered. From what is no number that could be written to, nothing is taken.
   */
  async receive({ from, text: raw, providerId, attachments = 0, wish }: IncomingSms): Promise<void> {
    const { database, outbound, clock, log } = this.#parts;
    const number = readNumber(from, this.#country);
    if (number === undefined) {
      log.warn({ providerId }, 'an SMS from what is no number was left');
      return;
    }
    if (await isReceived(database.db, providerId)) return;
    const text = cleanText(raw);
    const keyword = wish ?? smsKeyword(text);
    const row = await database.transaction(async (tx) => {
      const at = clock.now();
      const conversation = await openConversation(tx, number, at);
      const entry = { kind: 'received', at, text, providerId, attachments } as const;
      if (!(await addEntry(tx, conversation.id, entry))) return undefined;
      const hasChanged =
        (keyword === 'stop' && (await outbound.stop(tx, number))) ||
        (keyword === 'start' && (await outbound.restart(tx, number)));
      if (hasChanged)
        await addEntry(tx, conversation.id, {
          kind: keyword === 'stop' ? 'stopped' : 'started',
          at,
          text: '',
        });
      return conversation;
    });
    if (row) this.#tell(row);
  }

  /** Takes a conversation that belongs to nobody; who reads all takes any. */
  take(profile: AssociateProfile, id: ConversationId): Promise<Outcome<object>> {
    return this.#pass(profile, id, mayTake, ownerFrom(profile), '');
  }

  /** Gives it to a colleague, for whom it is then unread. */
  async handOver(
    profile: AssociateProfile,
    id: ConversationId,
    to: AssociateId,
    note: string,
  ): Promise<Outcome<object>> {
    const colleague = (await this.#parts.identity.associates()).find((one) => one.id === to);
    if (!colleague) return refuse('associate-unavailable');
    return this.#pass(profile, id, mayHandOver, ownerFrom(colleague), note);
  }

  async #pass(
    profile: AssociateProfile,
    id: ConversationId,
    may: typeof mayTake,
    owner: ReturnType<typeof ownerFrom>,
    text: string,
  ): Promise<Outcome<object>> {
    const { database, clock } = this.#parts;
    const outcome = await database.transaction(async (tx) => {
      const row = await lockConversation(tx, id);
      if (!row || !mayRead(profile, row)) return refuse('conversation-not-found');
      if (!may(profile, row)) return refuse('conversation-taken');
      if (row.owner_id === owner.id) return succeed(undefined);
      await setOwner(tx, id, owner);
      const entry = { kind: 'handed-over', at: clock.now(), text, toName: owner.name } as const;
      await addEntry(tx, id, { ...entry, by: ownerFrom(profile) });
      return succeed(row);
    });
    if (!outcome.ok) return outcome;
    if (outcome.value) this.#tell(outcome.value, owner.id);
    return succeed({});
  }

  /** What has been on its owner's screen up to this entry is read; others don't change what is unread. */
  async read(
    profile: AssociateProfile,
    id: ConversationId,
    upTo: ConversationEntryId,
  ): Promise<Outcome<object>> {
    const outcome = await this.#parts.database.transaction(async (tx) => {
      const row = await lockConversation(tx, id);
      if (!row || !mayRead(profile, row)) return refuse('conversation-not-found');
      if (row.owner_id !== profile.id || row.unread === 0) return succeed(undefined);
      await markRead(tx, id, upTo);
      return succeed(row);
    });
    if (!outcome.ok) return outcome;
    if (outcome.value) this.#tell(outcome.value);
    return succeed({});
  }

  async readable(profile: AssociateProfile, id: ConversationId): Promise<ConversationRow | undefined> {
    const row = await conversationRow(this.#parts.database.db, id);
    return row && mayRead(profile, row) ? row : undefined;
  }

  #tell({ id, owner_id: owner }: ConversationRow, ...others: readonly AssociateId[]): void {
    const concerns = owner === null ? 'everybody' : [owner, ...others];
    this.#parts.bus.publish(conversationChanged, { conversationId: id, concerns });
  }

  #outgoingChanged(outgoingId: string): void {
    conversationOfOutgoing(this.#parts.database.db, outgoingId)
      .then((found) => found && this.#tell(found.row, ...(found.senderId === null ? [] : [found.senderId])))
      .catch((error: unknown) =>
        this.#parts.log.warn({ err: error, outgoingId }, 'a change of an SMS was not told'),
      );
  }
}

/** The customer's name, when it is the number that they are known by. */
function nameOfNumber(state: EngagementState, number: string, country: string): string | undefined {
  const phone = state.context.find(({ key }) => key === 'customer.phone')?.value ?? '';
  return readNumber(phone, country) === number ? customerOf(state)?.name : undefined;
}
