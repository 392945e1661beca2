/** What a connection's statistics say about what it received; cumulative (W3C webrtc-stats). */
export interface Received {
  readonly framesDecoded: number;
  readonly freezes: number;
  readonly freezeSeconds: number;
  readonly videoBytes: number;
  readonly audioSamples: number;
  /** Samples made up for lost sound, without those for silence. */
  readonly concealedSamples: number;
  readonly packets: number;
  readonly packetsLost: number;
}

/** A report of `RTCPeerConnection.getStats`: names that TypeScript's library doesn't all know. */
type Report = Readonly<Record<string, unknown>>;

const number = (report: Report, name: string): number => {
  const value = report[name];
  return typeof value === 'number' ? value : 0;
};

const reportsOf = async (connection: RTCPeerConnection): Promise<Report[]> => {
  const reports: Report[] = [];
  (await connection.getStats()).forEach((report: Report) => reports.push(report));
  return reports;
};

export async function receivedBy(connection: RTCPeerConnection): Promise<Received> {
  const inbound = (await reportsOf(connection)).filter(({ type }) => type === 'inbound-rtp');
  const sum = (name: string) => inbound.reduce((total, report) => total + number(report, name), 0);
  const videoBytes = inbound
    .filter(({ kind }) => kind === 'video')
    .reduce((total, report) => total + number(report, 'bytesReceived'), 0);
  return {
    framesDecoded: sum('framesDecoded'),
    freezes: sum('freezeCount'),
    freezeSeconds: sum('totalFreezesDuration'),
    videoBytes,
    audioSamples: sum('totalSamplesReceived'),
    concealedSamples: sum('concealedSamples') - sum('silentConcealedSamples'),
    packets: sum('packetsReceived'),
    packetsLost: sum('packetsLost'),
  };
}
