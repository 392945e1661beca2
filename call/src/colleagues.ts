import type { AssociateId, DownMessage } from '@parley/protocol';
import type { ColleagueControls, Roster, TransferWish } from './api.ts';
import type { Participation } from './participation.ts';
import type { Realtime } from './signal/realtime.ts';

type Changed = Extract<DownMessage, { type: 'colleagues.changed' }>;

interface Options {
  readonly realtime: Pick<Realtime, 'ask'>;
  readonly participation: Pick<Participation, 'ask' | 'askAbout'>;
  /** Undefined while nobody watches, and until the first word. */
  readonly onChange: (roster: Roster | undefined) => void;
}

const note = (text: string | undefined) => {
  const trimmed = text?.trim();
  return trimmed ? { note: trimmed } : {};
};

/** Who could be asked into the engagement, kept up to date while somebody looks; and asking them. */
export class Colleagues implements ColleagueControls {
  readonly #options: Options;
  #watchers = 0;
  #roster: Roster | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  watch(): () => void {
    this.#watchers += 1;
    if (this.#watchers === 1) this.#tellServer(true);
    let isWatching = true;
    return () => {
      if (!isWatching) return;
      isWatching = false;
      this.#watchers -= 1;
      if (this.#watchers > 0) return;
      this.#tellServer(false);
      this.#set(undefined);
    };
  }

  /** A server that has forgotten this connection has forgotten the watch too. */
  connectedAnew(): void {
    if (this.#watchers > 0) this.#tellServer(true);
  }

  heard({ teams, colleagues }: Changed): void {
    if (this.#watchers === 0) return;
    if (teams) {
      this.#set({ teams, colleagues });
      return;
    }
    if (!this.#roster) return;
    const changed = new Map(colleagues.map((colleague) => [colleague.associateId, colleague]));
    this.#set({
      teams: this.#roster.teams,
      colleagues: this.#roster.colleagues.map((one) => changed.get(one.associateId) ?? one),
    });
  }

  add(associateId: AssociateId, text?: string) {
    return this.#options.participation.askAbout((engagementId) => ({
      type: 'associate.add',
      engagementId,
      associateId,
      ...note(text),
    }));
  }

  withdraw(invitationId: Parameters<ColleagueControls['withdraw']>[0]) {
    return this.#options.participation.askAbout((engagementId) => ({
      type: 'invitation.withdraw',
      engagementId,
      invitationId,
    }));
  }

  transfer({ to, warm, note: text }: TransferWish) {
    return this.#options.participation.askAbout((engagementId) => ({
      type: 'transfer.start',
      engagementId,
      to,
      warm,
      ...note(text),
    }));
  }

  joinTransfer() {
    return this.#options.participation.ask('transfer.join');
  }

  cancelTransfer() {
    return this.#options.participation.ask('transfer.cancel');
  }

  #tellServer(watch: boolean): void {
    void this.#options.realtime.ask({ type: 'colleagues.watch', watch });
  }

  #set(roster: Roster | undefined): void {
    this.#roster = roster;
    this.#options.onChange(roster);
  }
}
