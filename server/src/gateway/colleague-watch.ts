import type { Colleague } from '@parley/protocol';
import type { Colleagues, Roster } from '../invitation/colleagues.ts';
import type { AssociateReader } from './reader.ts';

interface Watch {
  readonly roster: Roster;
  /** What was told of each, as text. */
  readonly told: Map<string, string>;
}

/** Tells those who look for a colleague who is free, and then whatever changes of that. */
export class ColleagueWatch {
  readonly #colleagues: Colleagues;
  readonly #watches = new Map<AssociateReader, Watch>();
  /** Who has asked and not taken it back; the roster takes a moment to read. */
  readonly #wanted = new WeakSet<AssociateReader>();

  constructor(colleagues: Colleagues) {
    this.#colleagues = colleagues;
  }

  async begin(reader: AssociateReader): Promise<void> {
    this.#wanted.add(reader);
    const roster = await this.#colleagues.roster();
    if (!this.#wanted.has(reader)) return;
    const watch = { roster, told: new Map<string, string>() };
    this.#watches.set(reader, watch);
    this.#tell(reader, watch, [...roster.teams]);
  }

  end(reader: AssociateReader): void {
    this.#wanted.delete(reader);
    this.#watches.delete(reader);
  }

  /** Somebody's availability may be another. */
  changed(): void {
    for (const [reader, watch] of this.#watches)
      if (reader.connection.isOpen) this.#tell(reader, watch);
      else this.#watches.delete(reader);
  }

  #tell(reader: AssociateReader, { roster, told }: Watch, teams?: Roster['teams'][number][]): void {
    const others = this.#colleagues
      .now(roster)
      .filter(({ associateId }) => associateId !== reader.profile.id);
    const colleagues = others.filter((colleague) => isNews(told, colleague));
    if (teams || colleagues.length > 0)
      reader.connection.send({ type: 'colleagues.changed', colleagues, ...(teams && { teams }) });
  }
}

function isNews(told: Map<string, string>, colleague: Colleague): boolean {
  const now = JSON.stringify(colleague);
  if (told.get(colleague.associateId) === now) return false;
  told.set(colleague.associateId, now);
  return true;
}
