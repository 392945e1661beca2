import type { DownMessage, EngagementCreated, UpMessage } from '@parley/protocol';
import { protocolVersion } from '@parley/protocol/version';
import { WebSocket } from 'ws';

type Reply = Extract<DownMessage, { type: 'reply' }>;
type WithoutId<Message> = Message extends { id: number } ? Omit<Message, 'id'> : never;

/** One realtime connection, as a browser would hold it. */
export interface RealtimeClient {
  /** Everything received so far. */
  readonly received: readonly DownMessage[];
  /** The reply, or undefined when the connection ended before it came. */
  ask(request: WithoutId<UpMessage>): Promise<Reply | undefined>;
  /** The first message, past or to come, that satisfies. @throws when the connection ends before it comes. */
  until<Type extends DownMessage['type']>(
    type: Type,
    satisfies?: (message: Extract<DownMessage, { type: Type }>) => boolean,
  ): Promise<Extract<DownMessage, { type: Type }>>;
  /** The close code. */
  readonly closed: Promise<number>;
  close(): void;
}

/** Asks for an associate on the demo site, sound alone. @throws when that is refused */
export async function requestEngagement(origin: string): Promise<EngagementCreated> {
  const response = await fetch(`${origin}/api/v1/engagements`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ clientId: 'demo', channel: 'audio', camera: false, context: [] }),
  });
  if (!response.ok) throw new Error(`no engagement: ${String(response.status)}`);
  return (await response.json()) as EngagementCreated;
}

/** Connects and says hello: with a customer's token, or with the cookie of an associate who is signed in. */
export function connectRealtime(
  origin: string,
  who: { readonly token: string } | { readonly cookie: string },
): RealtimeClient {
  const headers = { origin, ...('cookie' in who && { cookie: who.cookie }) };
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/realtime`, { headers });
  const received: DownMessage[] = [];
  const replies = new Map<number, (reply: Reply | undefined) => void>();
  const listeners = new Set<() => void>();
  let isClosed = false;
  let lastId = 0;

  const closed = new Promise<number>((resolve) => {
    socket.on('error', () => {});
    socket.on('close', (code) => {
      isClosed = true;
      for (const settle of replies.values()) settle(undefined);
      for (const listener of listeners) listener();
      resolve(code);
    });
  });
  socket.on('open', () => {
    const token = 'token' in who && { token: who.token };
    socket.send(JSON.stringify({ type: 'session.hello', version: protocolVersion, resume: [], ...token }));
  });
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as DownMessage;
    received.push(message);
    if (message.type === 'reply') replies.get(message.id)?.(message);
    for (const listener of listeners) listener();
  });

  return {
    received,
    closed,
    close: () => socket.close(),
    ask: (request) =>
      new Promise((resolve) => {
        if (isClosed) return resolve(undefined);
        lastId += 1;
        replies.set(lastId, resolve);
        socket.send(JSON.stringify({ ...request, id: lastId }), () => {});
      }),
    until: (type, satisfies = () => true) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = received.find(
            (message): message is Extract<DownMessage, { type: typeof type }> =>
              message.type === type && satisfies(message as Extract<DownMessage, { type: typeof type }>),
          );
          if (found !== undefined) resolve(found);
          else if (isClosed) reject(new Error(`The connection ended before ${type} came`));
          else return;
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
  };
}
