import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect, type Ask } from '../report/rpc.ts';
import type { RelayQuestions } from './questions.ts';

export interface Relays {
  readonly ask: Ask<RelayQuestions>;
  close(): Promise<void>;
}

/** Starts the process that impairs packets. */
export function startRelays(): Relays {
  const child = fork(join(import.meta.dirname, 'relay.ts'), { serialization: 'advanced' });
  const ask = connect<RelayQuestions, Record<string, never>>(child, {});
  return {
    ask,
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
