import { expect, test } from 'vitest';
import { redirected } from './browser.ts';

test('leaves only the direct way, and leads it elsewhere', () => {
  const sdp = [
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'a=candidate:1 1 UDP 2130706431 127.0.0.1 8443 typ host',
    'a=candidate:r1 1 UDP 2122317823 127.0.0.1 8444 typ host',
    'a=candidate:t1 1 TCP 1520435199 127.0.0.1 8443 typ host tcptype passive',
    'a=end-of-candidates',
    '',
  ];
  expect(redirected(sdp.join('\r\n'), 5_000).split('\r\n')).toEqual([
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'a=candidate:1 1 UDP 2130706431 127.0.0.1 5000 typ host',
    'a=end-of-candidates',
    '',
  ]);
});
