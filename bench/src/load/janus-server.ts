import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JanusLine } from './janus-line.ts';
import type { MeasuredServer } from './measured-server.ts';
import type { Offered } from './questions.ts';

/** Debian's version of Janus, or undefined where it isn't installed. */
export function janusVersion(): string | undefined {
  const { stdout } = spawnSync('janus', ['--help'], { encoding: 'utf8' });
  return /Janus version: \d+ \(([\d.]+)\)/.exec(stdout ?? '')?.[1];
}

/** Everything at its default but for what lets it run beside others: no other plugin, no other transport. */
function configuration(folder: string, port: number): Record<string, string> {
  const media = `media: { rtp_port_range = "${String(port + 1)}-${String(port + 1_000)}"\n twcc_period = 100 }`;
  const others = ['audiobridge', 'duktape', 'echotest', 'lua', 'nosip', 'recordplay', 'sip', 'streaming'];
  const plugins = [...others, 'textroom', 'videocall', 'voicemail'].map((name) => `libjanus_${name}.so`);
  const transports = ['http', 'mqtt', 'nanomsg', 'pfunix', 'rabbitmq'].map((name) => `libjanus_${name}.so`);
  return {
    'janus.jcfg': [
      `general: { configs_folder = "${folder}"\n debug_level = 2 }`,
      media,
      `plugins: { disable = "${plugins.join(',')}" }`,
      `transports: { disable = "${transports.join(',')}" }`,
      'events: { broadcast = false }',
    ].join('\n'),
    'janus.transport.websockets.jcfg': `general: { ws = true\n ws_port = ${String(port)}\n ws_ip = "127.0.0.1" }`,
    'janus.plugin.videoroom.jcfg': 'general: { string_ids = false }',
  };
}

interface JanusRoom {
  readonly id: number;
  readonly control: number;
  /** Each participant's publishing handle, and when its connection is up. */
  readonly publishers: Map<string, { handle: number; up: Promise<void> }>;
  readonly subscribers: Map<string, number>;
}

const numberOf: Readonly<Record<string, number>> = { a: 1, b: 2 };
const otherOf: Readonly<Record<string, string>> = { a: 'b', b: 'a' };

/** Janus' videoroom behind the same questions as our engine. */
class JanusServer implements MeasuredServer {
  readonly name: string;
  readonly clientAddress = undefined;
  readonly #line: JanusLine;
  readonly #pid: number;
  readonly #stop: () => Promise<void>;
  readonly #rooms = new Map<string, JanusRoom>();
  #created = 0;
  #tellOffer: (offered: Offered) => void = () => undefined;

  constructor(version: string, line: JanusLine, pid: number, stop: () => Promise<void>) {
    this.name = `Janus ${version}`;
    this.#line = line;
    this.#pid = pid;
    this.#stop = stop;
  }

  processIds(): number[] {
    return [this.#pid];
  }

  onOffer(listener: (offered: Offered) => void): void {
    this.#tellOffer = listener;
  }

  #room(name: string): JanusRoom {
    const room = this.#rooms.get(name);
    if (!room) throw new Error(`there is no room ${name}`);
    return room;
  }

  async openRoom(name: string): Promise<void> {
    const { handle } = await this.#line.attach();
    const id = (this.#created += 1);
    const codecs = { audiocodec: 'opus', videocodec: 'vp8' };
    await this.#line.message(handle, {
      request: 'create',
      room: id,
      publishers: 6,
      bitrate: 4_000_000,
      ...codecs,
    });
    this.#rooms.set(name, { id, control: handle, publishers: new Map(), subscribers: new Map() });
  }

  async closeRoom(name: string): Promise<void> {
    const { id, control, publishers, subscribers } = this.#room(name);
    this.#rooms.delete(name);
    const handles = [...[...publishers.values()].map(({ handle }) => handle), ...subscribers.values()];
    for (const handle of handles) await this.#line.detach(handle);
    await this.#line.message(control, { request: 'destroy', room: id });
    await this.#line.detach(control);
  }

  readonly answers: MeasuredServer['answers'] = {
    publish: async ({ room: name, participant, sdp }) => {
      const room = this.#room(name);
      const attached = await this.#line.attach();
      room.publishers.set(participant, attached);
      const body = {
        request: 'joinandconfigure',
        ptype: 'publisher',
        room: room.id,
        id: numberOf[participant],
      };
      const answer = await this.#line.message(attached.handle, body, { type: 'offer', sdp });
      if (answer === undefined) throw new Error('Janus answered without a description');
      return { sdp: answer };
    },
    subscribe: async ({ room: name, participant, connectionId }) => {
      const room = this.#room(name);
      const other = otherOf[participant] ?? '';
      // Before that Janus says that there is no such feed.
      await room.publishers.get(other)?.up;
      const { handle } = await this.#line.attach();
      room.subscribers.set(participant, handle);
      const streams = [{ feed: numberOf[other] }];
      const sdp = await this.#line.message(handle, {
        request: 'join',
        ptype: 'subscriber',
        room: room.id,
        streams,
      });
      if (sdp === undefined) throw new Error('Janus described nothing to the subscriber');
      this.#tellOffer({ room: name, participant, connectionId, revision: 1, sdp });
      return null;
    },
    answer: async ({ room: name, participant, sdp }) => {
      const room = this.#room(name);
      const handle = room.subscribers.get(participant) ?? 0;
      await this.#line.message(handle, { request: 'start', room: room.id }, { type: 'answer', sdp });
      return null;
    },
  };

  counters(): Promise<Readonly<Record<string, number>>> {
    return Promise.resolve({});
  }

  async close(): Promise<void> {
    this.#line.close();
    await this.#stop();
  }
}

/** Starts Janus with its WebSocket on `port` and media on the thousand ports after it. */
export async function startJanus(version: string, port: number): Promise<MeasuredServer> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-janus-'));
  for (const [name, text] of Object.entries(configuration(folder, port)))
    await writeFile(join(folder, name), text);
  const child = spawn('janus', ['-F', folder, '-o'], { stdio: 'ignore' });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    await rm(folder, { recursive: true });
  };
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Janus ended with ${String(child.exitCode)}`);
    const line = await JanusLine.open(`ws://127.0.0.1:${String(port)}`).catch(() => undefined);
    if (line) return new JanusServer(version, line, child.pid ?? 0, stop);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
