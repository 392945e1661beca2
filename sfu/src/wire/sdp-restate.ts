import type { NegotiatedLine } from './codecs.ts';
import type { Description } from './sdp-offer.ts';
import type { SentLine } from './sdp-write.ts';

/**
 * What a browser said, said again in the fewest words for the native library: no text of a stranger reaches its
 * parser, and it can't trip over what browsers add.
 */

const eol = '\r\n';

const session = (description: Description, mids: readonly string[]): string[] => [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  `a=group:BUNDLE ${mids.join(' ')}`,
  `a=setup:${description.setup}`,
  `a=ice-ufrag:${token(description.iceUfrag)}`,
  `a=ice-pwd:${token(description.icePassword)}`,
  `a=fingerprint:${fingerprint(description.fingerprint)}`,
];

/** RFC 8839 §5.4: ice-char. */
const token = (text: string): string => text.replace(/[^A-Za-z0-9+/]/g, '').slice(0, 256);
const fingerprint = (text: string): string => text.replace(/[^A-Za-z0-9: -]/g, '').slice(0, 256);

/** The publisher's offer, as far as we accept it. */
export function restateOffer(offer: Description, lines: readonly NegotiatedLine[]): string {
  const media = lines.flatMap((line) => {
    const pt = String(line.codec.payloadType);
    const rtx = line.rtx && line.rtxSsrc !== undefined ? line.rtx.payloadType : undefined;
    return [
      `m=${line.kind} 9 UDP/TLS/RTP/SAVPF ${pt}${rtx === undefined ? '' : ` ${String(rtx)}`}`,
      'c=IN IP4 0.0.0.0',
      `a=mid:${line.mid}`,
      'a=sendonly',
      'a=rtcp-mux',
      `a=rtpmap:${pt} ${line.kind === 'audio' ? 'opus/48000/2' : `${line.codec.name.toUpperCase()}/90000`}`,
      ...(rtx === undefined ? [] : [`a=rtpmap:${String(rtx)} rtx/90000`, `a=fmtp:${String(rtx)} apt=${pt}`]),
      ...(rtx === undefined ? [] : [`a=ssrc-group:FID ${String(line.ssrc)} ${String(line.rtxSsrc)}`]),
      `a=ssrc:${String(line.ssrc)} cname:publisher`,
      ...(rtx === undefined ? [] : [`a=ssrc:${String(line.rtxSsrc)} cname:publisher`]),
    ];
  });
  return [
    ...session(
      offer,
      lines.map((line) => line.mid),
    ),
    ...media,
    '',
  ].join(eol);
}

/** The subscriber's answer to our offer of `lines`. */
export function restateAnswer(answer: Description, lines: readonly SentLine[]): string {
  const media = lines.flatMap((line) => [
    `m=${line.kind} 9 UDP/TLS/RTP/SAVPF ${line.kind === 'audio' ? '111' : '96'}`,
    'c=IN IP4 0.0.0.0',
    `a=mid:${line.mid}`,
    'a=recvonly',
    'a=rtcp-mux',
    line.kind === 'audio' ? 'a=rtpmap:111 opus/48000/2' : 'a=rtpmap:96 VP8/90000',
  ]);
  return [
    ...session(
      answer,
      lines.map((line) => line.mid),
    ),
    ...media,
    '',
  ].join(eol);
}
