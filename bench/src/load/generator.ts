/**
 * The load generator, a process of its own: rooms of participants without a browser. Started by `start-generator.ts`.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import nodeDataChannel from 'node-datachannel';
import { connect, parentChannel } from '../report/rpc.ts';
import { quantile } from '../report/statistics.ts';
import { Arrivals } from './arrivals.ts';
import { participantName, readStamp } from './packets.ts';
import { Participant } from './participant.ts';
import type { GeneratorQuestions, LoadFigures, ServerQuestions } from './questions.ts';

const tickEveryMs = 4;
const enterWithinMs = 20_000;

const rooms = new Map<string, Map<string, Participant>>();
const participants = new Map<number, Participant>();
/** What arrives, by who receives it. */
const arrivals = new Map<Participant, Arrivals>();
let numbers = 0;

const ask = connect<ServerQuestions, GeneratorQuestions>(parentChannel(), {
  enter: async ({ room, bindAddress, people }) => {
    await enter(room, bindAddress, people);
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

async function enter(room: string, bindAddress: string | undefined, people: number): Promise<void> {
  const everyone = new Map<string, Participant>();
  rooms.set(room, everyone);
  const heard: Promise<void>[] = [];
  for (let index = 0; index < people; index += 1) {
    const name = participantName(index);
    const picture = people > 2 && index > 0 ? 'small' : 'full';
    const number = (numbers += 1);
    const { promise, resolve } = Promise.withResolvers<void>();
    heard.push(promise);
    const received = new Arrivals();
    const tracks = new Set<number>();
    const most = 2 * (people - 1);
    const participant = new Participant({ ask, room, name, bindAddress, picture }, number, (packet) => {
      received.take(packet);
      if (tracks.size === most) return;
      tracks.add((readStamp(packet)?.sender ?? 0) * 128 + ((packet[1] ?? 0) & 0x7f));
      if (tracks.size === most) resolve();
    });
    everyone.set(name, participant);
    participants.set(number, participant);
    arrivals.set(participant, received);
  }
  const all = [...everyone.values()];
  await Promise.all(all.map((participant) => participant.publish()));
  await Promise.all(all.map((participant) => participant.subscribe()));
  await within(Promise.all(heard), enterWithinMs, `nothing arrives in ${room}`);
}

function leave(room: string): void {
  for (const participant of rooms.get(room)?.values() ?? []) {
    participants.delete(participant.number);
    arrivals.delete(participant);
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
/** What each of those sent so far whom this participant receives. */
const sentTo = (receiver: Participant) => {
  const room = [...rooms.values()].find((everyone) => [...everyone.values()].includes(receiver));
  const others = [...(room?.values() ?? [])].filter((other) => other !== receiver);
  return new Map(others.map(({ number, sent }) => [number, sent]));
};

async function measure(seconds: number): Promise<LoadFigures> {
  const lateness = monitorEventLoopDelay({ resolution: 10 });
  lateness.enable();
  const before = new Map([...arrivals.keys()].map((receiver) => [receiver, sentTo(receiver)]));
  for (const [receiver, received] of arrivals) received.begin(before.get(receiver) ?? new Map(), seconds);
  await pause(seconds * 1_000);
  const after = new Map([...arrivals.keys()].map((receiver) => [receiver, sentTo(receiver)]));
  await pause(1_000);
  lateness.disable();
  const ended = [...arrivals].map(([receiver, received]) => received.end(after.get(receiver) ?? new Map()));
  const total = (of: (one: (typeof ended)[number]) => number) => ended.reduce((sum, one) => sum + of(one), 0);
  const [delivered, duplicates] = [total((one) => one.delivered), total((one) => one.duplicates)];
  const latencies = ended.flatMap((one) => one.latencies);
  const sent = [...after]
    .flatMap(([receiver, counts]) =>
      [...counts].map(([number, count]) => count - (before.get(receiver)?.get(number) ?? 0)),
    )
    .reduce((sum, count) => sum + count, 0);
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
