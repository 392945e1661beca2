/** Runs inside a browser page: the smallest client of the engine. Kept free of imports, since it is injected as text. */

declare global {
  interface Window {
    signal: (kind: string, data: unknown) => Promise<unknown>;
    client: ReturnType<typeof clientInPage>;
  }
}

export interface InboundFigures {
  framesDecoded: number;
  frameWidth: number;
  audioEnergy: number;
  packets: number;
  packetsLost: number;
  codec: string;
  freezes: number;
}

export function clientInPage() {
  let publisher: RTCPeerConnection | undefined;
  let subscriber: RTCPeerConnection | undefined;
  let media: MediaStream | undefined;
  let connections = 0;

  async function publish(videoCodec?: string): Promise<void> {
    media ??= await navigator.mediaDevices.getUserMedia({
      audio: { autoGainControl: false, noiseSuppression: false, echoCancellation: false },
      video: { width: 640, height: 360, frameRate: 30 },
    });
    const before = publisher;
    const connection = new RTCPeerConnection();
    publisher = connection;
    const audio = connection.addTransceiver(media.getAudioTracks()[0]!, { direction: 'sendonly' });
    const video = connection.addTransceiver(media.getVideoTracks()[0]!, { direction: 'sendonly' });
    if (videoCodec) {
      const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
      video.setCodecPreferences(
        codecs.filter(({ mimeType }) => mimeType === `video/${videoCodec}` || mimeType === 'video/rtx'),
      );
    }
    await connection.setLocalDescription();
    connections += 1;
    const answer = await window.signal('publish', {
      connectionId: `p${connections}`,
      offer: connection.localDescription?.sdp,
      lines: [
        { mid: audio.mid, source: 'microphone' },
        { mid: video.mid, source: 'camera' },
      ],
    });
    await connection.setRemoteDescription({ type: 'answer', sdp: String(answer) });
    setTimeout(() => before?.close(), 1_000);
  }

  async function subscribe(): Promise<void> {
    subscriber?.close();
    subscriber = new RTCPeerConnection();
    subscriber.ontrack = ({ track }) => {
      const element = document.createElement(track.kind) as HTMLMediaElement;
      element.autoplay = true;
      element.srcObject = new MediaStream([track]);
      document.body.append(element);
    };
    connections += 1;
    await window.signal('subscribe', { connectionId: `s${connections}` });
  }

  async function offered(offer: { sdp: string; revision: number; connectionId: string }): Promise<void> {
    if (!subscriber) return;
    await subscriber.setRemoteDescription({ type: 'offer', sdp: offer.sdp });
    await subscriber.setLocalDescription();
    await window.signal('answer', {
      connectionId: offer.connectionId,
      revision: offer.revision,
      sdp: subscriber.localDescription?.sdp,
    });
  }

  async function inbound(): Promise<InboundFigures> {
    const figures = {
      framesDecoded: 0,
      frameWidth: 0,
      audioEnergy: 0,
      packets: 0,
      packetsLost: 0,
      codec: '',
      freezes: 0,
    };
    const reports = await subscriber?.getStats();
    for (const report of reports?.values() ?? []) {
      if (report.type !== 'inbound-rtp') continue;
      figures.packets += report.packetsReceived ?? 0;
      figures.packetsLost += report.packetsLost ?? 0;
      if (report.kind === 'audio') figures.audioEnergy += report.totalAudioEnergy ?? 0;
      if (report.kind !== 'video') continue;
      figures.framesDecoded += report.framesDecoded ?? 0;
      figures.frameWidth = report.frameWidth ?? figures.frameWidth;
      figures.freezes += report.freezeCount ?? 0;
      if (report.codecId) figures.codec = reports?.get(report.codecId)?.mimeType ?? '';
    }
    return figures;
  }

  async function outbound(): Promise<{
    bitrate: number;
    nacks: number;
    plis: number;
    target: number;
    limitation: string;
  }> {
    const result = { bitrate: 0, nacks: 0, plis: 0, target: 0, limitation: '' };
    for (const report of (await publisher?.getStats())?.values() ?? []) {
      if (report.type === 'candidate-pair' && report.nominated)
        result.bitrate = report.availableOutgoingBitrate ?? 0;
      if (report.type === 'outbound-rtp' && report.kind === 'video') {
        result.nacks = report.nackCount;
        result.plis = report.pliCount;
        result.target = report.targetBitrate;
        result.limitation = report.qualityLimitationReason;
      }
    }
    return result;
  }

  return { publish, subscribe, offered, inbound, outbound };
}
