import type { Codec, MediaLine } from './sdp-offer.ts';

/** What the engine forwards. Everything else in an offer is left out of the answer. */
export type CodecName = 'opus' | 'vp8' | 'h264';

/** A publisher's line after negotiation. */
export interface NegotiatedLine {
  readonly mid: string;
  readonly kind: 'audio' | 'video';
  readonly codec: Codec & { readonly name: CodecName };
  readonly rtx: Codec | undefined;
  readonly transportCcId: number | undefined;
  readonly audioLevelId: number | undefined;
  readonly ssrc: number;
  readonly rtxSsrc: number | undefined;
}

export const extensionUris = {
  transportCc: 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  absSendTime: 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  audioLevel: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
} as const;

const isForwarded = (codec: Codec): codec is Codec & { readonly name: CodecName } =>
  codec.name === 'vp8' || codec.name === 'h264' || codec.name === 'opus';

/** Constrained baseline in the packetization that every browser has (RFC 7742 §6.2): the only H.264 we pass on. */
function isUsable(codec: Codec): boolean {
  if (codec.name !== 'h264') return true;
  const profile = codec.parameters.get('profile-level-id')?.toLowerCase() ?? '42e01f';
  return codec.parameters.get('packetization-mode') === '1' && /^42[ce]0|^4200/.test(profile);
}

/** Picks one codec of the line, the preferred one where it is offered; undefined when there is none in common. */
export function negotiate(line: MediaLine, preferred: 'VP8' | 'H264'): NegotiatedLine | undefined {
  const candidates = line.codecs.filter(isForwarded).filter(isUsable);
  const fits = candidates.filter((codec) => (line.kind === 'audio') === (codec.name === 'opus'));
  const codec = fits.find(({ name }) => name === preferred.toLowerCase()) ?? fits[0];
  const [ssrc, rtxSsrc] = line.ssrcs;
  if (!codec || ssrc === undefined) return undefined;
  const rtx = line.codecs.find(
    ({ name, parameters }) => name === 'rtx' && parameters.get('apt') === String(codec.payloadType),
  );
  return {
    mid: line.mid,
    kind: line.kind,
    codec,
    rtx,
    transportCcId: line.extensions.get(extensionUris.transportCc),
    audioLevelId: line.extensions.get(extensionUris.audioLevel),
    ssrc,
    rtxSsrc: rtx ? rtxSsrc : undefined,
  };
}
