import type { IncomingInvitation, InvitationId } from '@parley/protocol';

/** After `session.welcome`, what still rings is told again within this time. */
const toldAgainMs = 300;

/** What rings for this associate. After a reconnection nothing flickers: what is told again stays, the rest goes. */
export class Invitations {
  readonly #onChange: () => void;
  #all: readonly IncomingInvitation[] = [];
  #told = new Set<InvitationId>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get all(): readonly IncomingInvitation[] {
    return this.#all;
  }

  received(invitation: IncomingInvitation): void {
    this.#told.add(invitation.invitationId);
    this.#keep([...this.#without(invitation.invitationId), invitation]);
  }

  over(invitationId: InvitationId): void {
    this.#keep(this.#without(invitationId));
  }

  connectedAnew(): void {
    this.#told = new Set();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.#keep(this.#all.filter(({ invitationId }) => this.#told.has(invitationId))),
      toldAgainMs,
    );
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #without(id: InvitationId): IncomingInvitation[] {
    return this.#all.filter(({ invitationId }) => invitationId !== id);
  }

  #keep(all: readonly IncomingInvitation[]): void {
    this.#all = all;
    this.#onChange();
  }
}
