import type { Answers } from '../report/rpc.ts';
import type { Offered, ServerQuestions } from './questions.ts';

/** A server that forwards media, as the bench sees it. */
export interface MeasuredServer {
  readonly name: string;
  /** To which local address its clients have to bind their sockets; any when undefined. */
  readonly clientAddress: string | undefined;
  readonly answers: Answers<ServerQuestions>;
  /** Whose CPU time and memory count. */
  processIds(): number[];
  /** Where its descriptions go. */
  onOffer(listener: (offered: Offered) => void): void;
  openRoom(room: string): Promise<void>;
  closeRoom(room: string): Promise<void>;
  /** Totals that the server itself counts, where it does. */
  counters(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}
