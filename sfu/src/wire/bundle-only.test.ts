import { expect, test } from 'vitest';
import { parseSdp } from './sdp-offer.ts';

const offer = (...videoAttributes: string[]): string =>
  [
    'v=0',
    'a=ice-ufrag:abcd',
    'a=ice-pwd:0123456789012345678901',
    'a=fingerprint:sha-256 AA:BB',
    'a=setup:actpass',
    'm=audio 9 UDP/TLS/RTP/SAVPF 109',
    'a=mid:0',
    'm=video 0 UDP/TLS/RTP/SAVPF 120',
    'a=mid:1',
    ...videoAttributes,
  ].join('\r\n');

test('port zero is a rejection, unless the line travels in the bundle alone, as Firefox writes it', () => {
  expect(parseSdp(offer())?.lines.map(({ rejected }) => rejected)).toEqual([false, true]);
  expect(parseSdp(offer('a=bundle-only'))?.lines.map(({ rejected }) => rejected)).toEqual([false, false]);
});
