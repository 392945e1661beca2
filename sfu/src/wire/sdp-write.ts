import { extensionUris, type CodecName, type NegotiatedLine } from './codecs.ts';
import type { MediaLine } from './sdp-offer.ts';

/** Our end of a transport, as libdatachannel made it. */
export interface LocalTransport {
  readonly iceUfrag: string;
  readonly icePassword: string;
  /** e.g. `sha-256 AB:CD:…` */
  readonly fingerprint: string;
  readonly setup: string;
  /** Candidate attribute values without `a=`. */
  readonly candidates: readonly string[];
}

const eol = '\r\n';

const session = (mids: readonly string[]): string[] => [
  'v=0',
  'o=parley 1 1 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  `a=group:BUNDLE ${mids.join(' ')}`,
  'a=msid-semantic: WMS *',
];

const transport = (local: LocalTransport): string[] => [
  'c=IN IP4 0.0.0.0',
  `a=ice-ufrag:${local.iceUfrag}`,
  `a=ice-pwd:${local.icePassword}`,
  `a=fingerprint:${local.fingerprint}`,
  `a=setup:${local.setup}`,
  ...local.candidates.map((candidate) => `a=${candidate}`),
  'a=end-of-candidates',
];

const opusParameters = 'minptime=10;useinbandfec=1;usedtx=1';

/** Answers an offer line by line; lines without a negotiated codec are rejected (RFC 3264 §6). */
export function writeAnswer(
  offered: readonly MediaLine[],
  negotiated: ReadonlyMap<string, NegotiatedLine>,
  local: LocalTransport,
): string {
  const accepted = offered.filter((line) => negotiated.has(line.mid)).map((line) => line.mid);
  const lines = offered.flatMap((line) => {
    const agreed = negotiated.get(line.mid);
    return agreed ? answerLine(agreed, local) : rejectLine(line);
  });
  return [...session(accepted), ...lines, ''].join(eol);
}

const rejectLine = (line: MediaLine): string[] => [
  `m=${line.kind} 0 UDP/TLS/RTP/SAVPF ${String(line.codecs[0]?.payloadType ?? 0)}`,
  'c=IN IP4 0.0.0.0',
  `a=mid:${line.mid}`,
  'a=inactive',
];

function answerLine(line: NegotiatedLine, local: LocalTransport): string[] {
  const pt = String(line.codec.payloadType);
  const rtx = line.rtx && String(line.rtx.payloadType);
  const offered = new Set(line.codec.feedback);
  // NACK for audio is not in browsers' offers, but Chrome retransmits when the answer has it.
  const feedback =
    line.kind === 'audio'
      ? ['transport-cc', 'nack']
      : ['transport-cc', 'goog-remb', 'ccm fir', 'nack', 'nack pli'].filter((kind) => offered.has(kind));
  return [
    `m=${line.kind} 9 UDP/TLS/RTP/SAVPF ${[pt, ...(rtx ? [rtx] : [])].join(' ')}`,
    ...transport(local),
    `a=mid:${line.mid}`,
    'a=recvonly',
    'a=rtcp-mux',
    'a=rtcp-rsize',
    ...(line.transportCcId ? [`a=extmap:${String(line.transportCcId)} ${extensionUris.transportCc}`] : []),
    ...(line.audioLevelId ? [`a=extmap:${String(line.audioLevelId)} ${extensionUris.audioLevel}`] : []),
    `a=rtpmap:${pt} ${line.kind === 'audio' ? 'opus/48000/2' : `${line.codec.name.toUpperCase()}/90000`}`,
    ...feedback.map((kind) => `a=rtcp-fb:${pt} ${kind}`),
    ...parametersOf(line, pt),
    ...(rtx ? [`a=rtpmap:${rtx} rtx/90000`, `a=fmtp:${rtx} apt=${pt}`] : []),
  ];
}

function parametersOf(line: NegotiatedLine, pt: string): string[] {
  if (line.codec.name === 'opus') return [`a=fmtp:${pt} ${opusParameters}`];
  const parameters = [...line.codec.parameters].map(([name, value]) => `${name}=${value}`);
  return [`a=fmtp:${pt} ${[...(line.codec.name === 'vp8' ? [] : parameters), startBitrate].join(';')}`];
}

/**
 * kbit/s with which a browser of Chromium's kind or Safari begins, instead of 300: it tries three and six times as much at
 * once, and what passes is what it goes on with. Others pass over the name.
 */
const startBitrate = 'x-google-start-bitrate=1000';

/** Payload types of what we send; the same in every subscription. */
export const sentPayloadTypes: Record<CodecName, number> = { opus: 111, vp8: 96, h264: 98 };
export const sentRtxPayloadTypes: Record<'vp8' | 'h264', number> = { vp8: 97, h264: 99 };
export const sentExtensionIds = { absSendTimeId: 2, audioLevelId: 1 } as const;

/** A line of the subscribing connection. */
export interface SentLine {
  readonly mid: string;
  readonly kind: 'audio' | 'video';
  readonly ssrc: number;
  readonly rtxSsrc: number;
  /** Lines of one group are kept in lip sync by the receiver. */
  readonly group: string;
}

export const cname = 'parley';

/** Our offer of all lines, carrying whichever tracks they are given. Congestion feedback is REMB. */
export function writeOffer(lines: readonly SentLine[], local: LocalTransport): string {
  return [
    ...session(lines.map((line) => line.mid)),
    ...lines.flatMap((line) => (line.kind === 'audio' ? audioLine(line, local) : videoLine(line, local))),
    '',
  ].join(eol);
}

const ends = (line: SentLine, local: LocalTransport): string[] => [
  ...transport(local),
  `a=mid:${line.mid}`,
  'a=sendonly',
  `a=msid:${line.group} ${line.group}-${line.kind}`,
  'a=rtcp-mux',
  'a=rtcp-rsize',
  `a=extmap:${String(sentExtensionIds.absSendTimeId)} ${extensionUris.absSendTime}`,
];

const ssrcLines = (line: SentLine, ...ssrcs: number[]): string[] =>
  ssrcs.flatMap((ssrc) => [
    `a=ssrc:${String(ssrc)} cname:${cname}`,
    `a=ssrc:${String(ssrc)} msid:${line.group} ${line.group}-${line.kind}`,
  ]);

function audioLine(line: SentLine, local: LocalTransport): string[] {
  const pt = String(sentPayloadTypes.opus);
  return [
    `m=audio 9 UDP/TLS/RTP/SAVPF ${pt}`,
    ...ends(line, local),
    `a=extmap:${String(sentExtensionIds.audioLevelId)} ${extensionUris.audioLevel}`,
    `a=rtpmap:${pt} opus/48000/2`,
    `a=rtcp-fb:${pt} nack`,
    `a=fmtp:${pt} ${opusParameters}`,
    ...ssrcLines(line, line.ssrc),
  ];
}

const h264Parameters = 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f';

function videoLine(line: SentLine, local: LocalTransport): string[] {
  const pairs = (['vp8', 'h264'] as const).map((name) => ({
    name,
    pt: String(sentPayloadTypes[name]),
    rtx: String(sentRtxPayloadTypes[name]),
  }));
  return [
    `m=video 9 UDP/TLS/RTP/SAVPF ${pairs.map(({ pt, rtx }) => `${pt} ${rtx}`).join(' ')}`,
    ...ends(line, local),
    ...pairs.flatMap(({ name, pt, rtx }) => [
      `a=rtpmap:${pt} ${name.toUpperCase()}/90000`,
      ...['goog-remb', 'ccm fir', 'nack', 'nack pli'].map((kind) => `a=rtcp-fb:${pt} ${kind}`),
      ...(name === 'h264' ? [`a=fmtp:${pt} ${h264Parameters}`] : []),
      `a=rtpmap:${rtx} rtx/90000`,
      `a=fmtp:${rtx} apt=${pt}`,
    ]),
    `a=ssrc-group:FID ${String(line.ssrc)} ${String(line.rtxSsrc)}`,
    ...ssrcLines(line, line.ssrc, line.rtxSsrc),
  ];
}
