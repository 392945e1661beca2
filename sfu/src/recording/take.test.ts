import { expect, test } from 'vitest';
import { PublisherClock } from '../room/source-clock.ts';
import { Source } from '../room/source.ts';
import { emptyHeader } from '../wire/rtp.ts';
import { Take } from './take.ts';

const began = 1_700_000_000_000;
const everyMs = 20;
const payload = Buffer.from([0xf8, 0xff, 0xfe]);
/** See `Cluster`: what comes before the frames, and what each of them takes. */
const [clusterHead, block] = [29, 13 + payload.length];

function microphone(): Source {
  const codec = {
    payloadType: 111,
    name: 'opus',
    clockRate: 48_000,
    channels: 2,
    parameters: new Map<string, string>(),
    feedback: [],
  } as const;
  const nothingMore = {
    rtx: undefined,
    rtxSsrc: undefined,
    transportCcId: undefined,
    audioLevelId: undefined,
  } as const;
  const line = { mid: '0', kind: 'audio', codec, ssrc: 7, ...nothingMore } as const;
  return new Source(line, 1, () => undefined, new PublisherClock());
}

test('what arrived two seconds ago is written, also while a lost packet is waited for', () => {
  const source = microphone();
  let written = 0;
  const take = new Take({ participantId: 'mia', source: 'microphone' }, source, () => ({
    write: (plain) => {
      // The file's head comes first, and is none of this.
      if (plain.readUInt32BE(0) === 0x1f43b675) written += (plain.length - clusterHead) / block;
    },
    close: () => Promise.resolve(),
  }));
  const lost = (n: number): boolean => n % 70 === 60;
  let received = 0;
  for (let n = 0; n < 500; n += 1) {
    const now = began + n * everyMs;
    if (!lost(n)) {
      const header = { ...emptyHeader(), sequence: n, timestamp: n * 960, payloadEnd: payload.length };
      take.receive({
        packet: payload,
        header,
        now,
        keyFrameStart: false,
        picture: undefined,
        audioLevel: -1,
      });
      received += 1;
    }
    if (take.tick(now)) take.flush();
    expect((received - written) * everyMs).toBeLessThan(1_300);
  }
  expect(written).toBeGreaterThan(400);
});
