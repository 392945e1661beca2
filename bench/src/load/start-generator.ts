import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect, type Ask } from '../report/rpc.ts';
import type { MeasuredServer } from './measured-server.ts';
import type { GeneratorQuestions, ServerQuestions } from './questions.ts';

export interface Generator {
  readonly ask: Ask<GeneratorQuestions>;
  readonly pid: number;
  close(): Promise<void>;
}

/** Starts a generator whose participants meet on this server. */
export function startGenerator(server: MeasuredServer): Generator {
  const child = fork(join(import.meta.dirname, 'generator.ts'), { serialization: 'advanced' });
  child.once('exit', (code, signal) => {
    if (signal !== 'SIGKILL') console.error(`the generator ended by itself (${signal ?? String(code)})`);
  });
  const ask = connect<GeneratorQuestions, ServerQuestions>(child, server.answers);
  server.onOffer((offered) => {
    if (child.connected) void ask('offered', offered).catch((error: unknown) => console.error(error));
  });
  return {
    ask,
    pid: child.pid ?? 0,
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
