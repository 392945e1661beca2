import type { Bus, Handler } from './bus.ts';
import type { Log } from './log.ts';

/**
 * The bus of a single process. Payloads cross as JSON all the same, so that nothing works here that would fail
 * between nodes.
 */
export function createLocalBus(log: Log, countFailure: (topicName: string) => void): Bus {
  const handlers = new Map<string, Set<Handler<unknown>>>();
  const queue: { readonly topicName: string; readonly json: string }[] = [];
  const running = new Set<Promise<void>>();
  let delivering = Promise.resolve();
  let closed = false;

  function handlersOf(topicName: string): Set<Handler<unknown>> {
    const known = handlers.get(topicName) ?? new Set();
    handlers.set(topicName, known);
    return known;
  }

  function deliverQueued(): void {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      for (const handler of Array.from(handlers.get(next.topicName) ?? [])) {
        run(next.topicName, handler, JSON.parse(next.json));
      }
    }
  }

  function run(topicName: string, handler: Handler<unknown>, payload: unknown): void {
    const work = settle(topicName, handler, payload);
    running.add(work);
    void work.finally(() => running.delete(work));
  }

  async function settle(topicName: string, handler: Handler<unknown>, payload: unknown): Promise<void> {
    try {
      await handler(payload);
    } catch (error) {
      countFailure(topicName);
      log.error({ err: error, topic: topicName }, 'a bus handler failed');
    }
  }

  return {
    publish(topic, payload) {
      if (closed) return;
      queue.push({ topicName: topic.name, json: JSON.stringify(payload) });
      delivering = delivering.then(deliverQueued);
    },
    subscribe(topic, handler) {
      const known = handlersOf(topic.name);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a wire: the topic's type names what is published on it
      const own = ((payload) => handler(payload as never)) satisfies Handler<unknown>;
      known.add(own);
      return () => known.delete(own);
    },
    async close() {
      closed = true;
      await delivering;
      await Promise.all(running);
    },
  };
}
