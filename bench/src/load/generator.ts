/**
 * The load generator, a process of its own: rooms of two participants without a browser. Started by `start-generator.ts`.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import nodeDataChannel from 'node-datachannel';
import { connect, parentChannel } from '../report/rpc.ts';
import { quantile } from '../report/statistics.ts';
import { Participant } from './participant.ts';
import { Arrivals } from './arrivals.ts';
import type { GeneratorQuestions, LoadFigures, ServerQuestions } from './questions.ts';

const tickEveryMs = 4;
const enterWithinMs = 20_000;

const rooms = new Map<string, Map<string, Participant>>();
const participants = new Map<number, Participant>();
const arrivals = new Arrivals();
let numbers = 0;

const ask = connect<ServerQuestions, GeneratorQuestions>(parentChannel(), {
  enter: async ({ room, bindAddress }) => {
    await enter(room, bindAddress);
    return null;
  },
  leave: ({ room }) => {
    leave(room);
    return null;
  },
  offered: async (description) => {
    await rooms.get(description.room)?.get(description.participant)?.offered(description);
    return null;
  },
  measure: ({ seconds }) => measure(seconds),
});

async function enter(room: string, bindAddress: string | undefined): Promise<void> {
  const both = new Map<string, Participant>();
  rooms.set(room, both);
  const heard: Promise<void>[] = [];
  for (const name of ['a', 'b']) {
    const number = (numbers += 1);
    const { promise, resolve } = Promise.withResolvers<void>();
    heard.push(promise);
    const kinds = new Set<number>();
    const participant = new Participant({ ask, room, name, bindAddress }, number, (packet) => {
      arrivals.take(packet);
      if (kinds.size === 2) return;
      kinds.add((packet[1] ?? 0) & 0x7f);
      if (kinds.size === 2) resolve();
    });
    both.set(name, participant);
    participants.set(number, participant);
  }
  const all = [...both.values()];
  await Promise.all(all.map((participant) => participant.publish()));
  await Promise.all(all.map((participant) => participant.subscribe()));
  await within(Promise.all(heard), enterWithinMs, `nothing arrives in ${room}`);
}

function leave(room: string): void {
  for (const participant of rooms.get(room)?.values() ?? []) {
    participants.delete(participant.number);
    participant.close();
  }
  rooms.delete(room);
}

async function within<T>(promise: Promise<T>, milliseconds: number, complaint: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(complaint));
  }, milliseconds);
  return Promise.race([promise, late]).finally(() => {
    clearTimeout(timer);
  });
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const sentBy = () => new Map([...participants].map(([number, participant]) => [number, participant.sent]));

async function measure(seconds: number): Promise<LoadFigures> {
  const lateness = monitorEventLoopDelay({ resolution: 10 });
  lateness.enable();
  const before = sentBy();
  arrivals.begin(before, seconds);
  await pause(seconds * 1_000);
  const after = sentBy();
  await pause(1_000);
  lateness.disable();
  const { delivered, duplicates, latencies } = arrivals.end(after);
  const sent = [...after].reduce((sum, [number, count]) => sum + count - (before.get(number) ?? 0), 0);
  return {
    sent,
    delivered,
    duplicates,
    latencyMs: { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), max: quantile(latencies, 1) },
    generatorLateMs: {
      p50: Math.max(0, lateness.percentile(50) / 1e6 - 10),
      p99: Math.max(0, lateness.percentile(99) / 1e6 - 10),
    },
  };
}

setInterval(() => {
  const now = performance.now();
  for (const participant of participants.values()) participant.tick(now);
}, tickEveryMs);

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
nodeDataChannel.preload();
