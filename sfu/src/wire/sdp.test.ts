import { describe, expect, test } from 'vitest';
import { chromeOffer, firefoxOffer } from '../../test/descriptions.ts';
import { negotiate, type NegotiatedLine } from './codecs.ts';
import { parseSdp, type Description } from './sdp-offer.ts';
import { restateAnswer, restateOffer } from './sdp-restate.ts';
import { writeAnswer, writeOffer, type LocalTransport } from './sdp-write.ts';

const local: LocalTransport = {
  iceUfrag: 'abcd',
  icePassword: 'abcdefghijklmnopqrstuv',
  fingerprint: 'sha-256 AA:BB',
  setup: 'passive',
  candidates: ['candidate:1 1 UDP 2130706431 127.0.0.1 5000 typ host'],
};

const parsed = (sdp: string): Description => {
  const description = parseSdp(sdp);
  if (!description) throw new Error('not understood');
  return description;
};

function agreed(sdp: string, preferred: 'VP8' | 'H264' = 'VP8'): Map<string, NegotiatedLine> {
  const lines = parsed(sdp).lines.map((line) => negotiate(line, preferred));
  return new Map(lines.flatMap((line) => (line ? [[line.mid, line] as const] : [])));
}

describe('offers of browsers', () => {
  test('of Chrome', () => {
    const audio = agreed(chromeOffer).get('0');
    const video = agreed(chromeOffer).get('1');
    expect(audio).toMatchObject({ ssrc: 3_570_614_608, transportCcId: 3, audioLevelId: 1 });
    expect(audio?.codec).toMatchObject({ name: 'opus', payloadType: 111, clockRate: 48_000 });
    expect(video).toMatchObject({ ssrc: 2_231_627_014, rtxSsrc: 632_943_048 });
    expect(video?.codec).toMatchObject({ name: 'vp8', payloadType: 96 });
    expect(video?.rtx?.payloadType).toBe(97);
  });

  test('of Firefox, which names the fingerprint once and the FID group last', () => {
    const offer = parsed(firefoxOffer);
    expect(offer).toMatchObject({ iceUfrag: '1a2b3c4d', setup: 'actpass' });
    expect(offer.fingerprint).toMatch(/^sha-256 CD:/);
    const video = agreed(firefoxOffer).get('1');
    expect(video).toMatchObject({ ssrc: 3_012_440_418, rtxSsrc: 2_570_215_433, transportCcId: 7 });
    expect(video?.codec).toMatchObject({ name: 'vp8', payloadType: 120 });
    expect(agreed(firefoxOffer).get('0')?.codec.payloadType).toBe(109);
  });

  test('give H.264 where it is preferred, in the packetization that all have', () => {
    expect(agreed(chromeOffer, 'H264').get('1')?.codec).toMatchObject({ name: 'h264', payloadType: 104 });
    expect(agreed(firefoxOffer, 'H264').get('1')?.codec).toMatchObject({ name: 'h264', payloadType: 126 });
  });

  test('with only a codec that we do not forward have nothing in common with us', () => {
    const strange = chromeOffer.replaceAll('VP8', 'VP9').replaceAll('H264', 'H265');
    expect([...agreed(strange).keys()]).toEqual(['0']);
  });

  test('without sources (rid simulcast) are refused: libdatachannel tells packets apart by them', () => {
    expect([...agreed(chromeOffer.replaceAll(/a=ssrc.*\r\n/g, '')).keys()]).toEqual([]);
  });
});

describe('what is no description', () => {
  test.each([
    ['nothing', ''],
    ['another text', 'hello'],
    ['no lines', 'v=0\r\ns=-\r\n'],
    ['a line without a name', chromeOffer.replace('a=mid:1', 'a=x:1')],
    ['two lines of one name', chromeOffer.replace('a=mid:1', 'a=mid:0')],
    ['a name that could be markup', chromeOffer.replace('a=mid:1', 'a=mid:<b>')],
    ['no ICE credentials', chromeOffer.replaceAll(/a=ice-.*\r\n/g, '')],
    ['no fingerprint', chromeOffer.replaceAll(/a=fingerprint.*\r\n/g, '')],
    ['a role that does not exist', chromeOffer.replaceAll('setup:actpass', 'setup:anything goes')],
    ['a data channel', chromeOffer.replace('m=video', 'm=application')],
    ['too many lines', `${chromeOffer}${'m=audio 9 X 0\r\na=mid:z\r\n'.repeat(70)}`],
    ['too many attributes', `${chromeOffer}${'a=x:y\r\n'.repeat(2_000)}`],
    ['too long a text', `${chromeOffer}${'a'.repeat(200_000)}`],
  ])('%s', (_, sdp) => {
    expect(parseSdp(sdp)).toBeUndefined();
  });
});

describe('our answer', () => {
  const offer = parsed(chromeOffer);

  test('accepts what was agreed on, with in-band FEC and DTX and without RED', () => {
    const answer = writeAnswer(offer.lines, agreed(chromeOffer), local);
    expect(answer).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n');
    expect(answer).toContain('m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\n');
    expect(answer).toContain('a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1');
    expect(answer).toContain('a=rtcp-fb:111 nack\r\n');
    expect(answer).toContain('a=extmap:3 http://www.ietf.org/id/draft-holmer');
    expect(answer).not.toMatch(/red\/|G722|abs-send-time/);
    const back = parsed(answer);
    expect(back.lines.map(({ mid, direction, rejected }) => [mid, direction, rejected])).toEqual([
      ['0', 'recvonly', false],
      ['1', 'recvonly', false],
    ]);
  });

  test('refuses the lines that were not wanted, in their places', () => {
    const onlyVideo = new Map([...agreed(chromeOffer)].filter(([mid]) => mid === '1'));
    const back = parsed(writeAnswer(offer.lines, onlyVideo, local));
    expect(back.lines.map(({ mid, rejected }) => [mid, rejected])).toEqual([
      ['0', true],
      ['1', false],
    ]);
    expect(writeAnswer(offer.lines, onlyVideo, local)).toContain('a=group:BUNDLE 1\r\n');
  });
});

describe('our offer', () => {
  const lines = [
    { mid: '0', kind: 'audio', ssrc: 10, rtxSsrc: 11, group: 'g0' },
    { mid: '1', kind: 'video', ssrc: 12, rtxSsrc: 13, group: 'g0' },
  ] as const;

  test('names both video codecs, retransmission, and REMB instead of transport feedback', () => {
    const offer = writeOffer(lines, local);
    const back = parsed(offer);
    expect(back.lines[1]?.codecs.map(({ name, payloadType }) => [name, payloadType])).toEqual([
      ['vp8', 96],
      ['rtx', 97],
      ['h264', 98],
      ['rtx', 99],
    ]);
    expect(back.lines[1]?.ssrcs).toEqual([12, 13]);
    expect(offer).toContain('goog-remb');
    expect(offer).not.toContain('transport');
  });

  test('and an answer to it are what the library is told', () => {
    const restated = restateAnswer(parsed(firefoxOffer), lines);
    expect(parsed(restated).lines.map(({ mid, direction }) => [mid, direction])).toEqual([
      ['0', 'recvonly'],
      ['1', 'recvonly'],
    ]);
  });
});

test('what the library is told contains nothing else of what a stranger wrote', () => {
  const hostile = chromeOffer
    .replaceAll('ice-ufrag:4ZcD', 'ice-ufrag:4Z cD; rm')
    .replaceAll('cname:4TOk42mSjXCkVIa6', 'cname:evil');
  const restated = restateOffer(parsed(hostile), [...agreed(hostile).values()]);
  expect(restated).not.toContain('evil');
  expect(restated).toContain('a=ice-ufrag:4ZcDrm\r\n');
  expect(restated).toContain('a=ssrc-group:FID 2231627014 632943048');
});
