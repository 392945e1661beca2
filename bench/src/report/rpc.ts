import type { ChildProcess } from 'node:child_process';

/** Questions that one process may ask another: name, arguments, answer. Everything must survive structured cloning. */
export type Questions = Record<string, { args: unknown; value: unknown }>;

export type Answers<Q extends Questions> = {
  readonly [K in keyof Q]: (args: Q[K]['args']) => Promise<Q[K]['value']> | Q[K]['value'];
};

export type Ask<Q extends Questions> = <K extends keyof Q>(
  name: K,
  args: Q[K]['args'],
) => Promise<Q[K]['value']>;

type Message =
  | { readonly ask: number; readonly name: string; readonly args: unknown }
  | { readonly answer: number; readonly value: unknown }
  | { readonly answer: number; readonly error: string };

/** Either end of Node's IPC channel. */
type Channel = Pick<ChildProcess, 'send'> & {
  on(event: 'message', listener: (message: Message) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
};

/**
 * Both directions of questions and answers over an IPC channel: answers those of the other side, and gives back the
 * function that asks. An answer that throws becomes an error at the asker's.
 */
export function connect<Theirs extends Questions, Ours extends Questions>(
  channel: Channel,
  answers: Answers<Ours>,
): Ask<Theirs> {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let next = 1;

  const reply = async (id: number, name: string, args: unknown): Promise<void> => {
    const send: Channel['send'] = (message) => isOpen && channel.send(message);
    try {
      const answer = answers[name];
      if (!answer) throw new Error(`nobody answers ${name}`);
      send({ answer: id, value: await answer(args) });
    } catch (error) {
      send({
        answer: id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  };

  let isOpen = true;
  channel.on('message', (message) => {
    if ('ask' in message) {
      void reply(message.ask, message.name, message.args);
      return;
    }
    const asker = waiting.get(message.answer);
    waiting.delete(message.answer);
    if ('error' in message) asker?.reject(new Error(message.error));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own code, typed by the same `Questions`
    else asker?.resolve(message.value as never);
  });

  channel.on('disconnect', () => {
    isOpen = false;
    for (const { reject } of waiting.values()) reject(new Error('the other process ended'));
    waiting.clear();
  });

  return (name, args) =>
    new Promise((resolve, reject) => {
      const id = next++;
      waiting.set(id, { resolve, reject });
      channel.send({ ask: id, name: String(name), args });
    });
}

/** Our end of the channel to the process that forked us. */
export function parentChannel(): Channel {
  if (!process.send) throw new Error('this program is started by another one, with a channel to it');
  const send = process.send.bind(process);
  return { send: (message) => send(message), on: process.on.bind(process) };
}
