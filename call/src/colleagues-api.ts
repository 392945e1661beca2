import type {
  AssociateId,
  Colleague,
  ColleagueTeam,
  EngagementId,
  InvitationId,
  TeamId,
  SupervisionWay,
} from '@parley/protocol';
import type { Outcome } from './outcome-api.ts';

/** Whom an associate may ask, and what each is doing now. */
export interface Roster {
  readonly teams: readonly ColleagueTeam[];
  readonly colleagues: readonly Colleague[];
}

export interface TransferWish {
  readonly to: { readonly associateId: AssociateId } | { readonly teamId: TeamId };
  /** The associates speak first, with the customer on hold. */
  readonly warm: boolean;
  readonly note?: string | undefined;
}

/** Bringing others into the engagement, and handing it over. Leaving is what completes a warm transfer. */
export interface ColleagueControls {
  /** Keeps `DeskState.roster` up to date until the returned function is called. */
  watch(): () => void;
  add(associateId: AssociateId, note?: string): Promise<Outcome>;
  withdraw(invitationId: InvitationId): Promise<Outcome>;
  transfer(wish: TransferWish): Promise<Outcome>;
  /** The consultation is over: the customer hears and is heard again. */
  joinTransfer(): Promise<Outcome>;
  cancelTransfer(): Promise<Outcome>;
}

/** What a supervisor does; the server refuses everybody else. */
export interface SupervisionControls {
  /** As `ColleagueControls.watch`, for `DeskState.board`. */
  watch(): () => void;
  begin(engagementId: EngagementId, how: SupervisionWay): Promise<Outcome>;
  stop(): Promise<Outcome>;
}
