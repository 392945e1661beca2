import type { IceServer, ProblemBody } from '@parley/protocol';

export const configuration = (iceServers: readonly IceServer[]): RTCConfiguration => ({
  bundlePolicy: 'max-bundle',
  iceServers: iceServers.map(({ urls, username, credential }) => ({
    urls,
    ...(username !== undefined && { username }),
    ...(credential !== undefined && { credential }),
  })),
});

/**
 * Runs a part of an offer/answer exchange. A connection that is closed meanwhile refuses everything, which is no
 * problem any more; a description that this browser does not understand is one.
 */
export async function describing(
  connection: RTCPeerConnection,
  exchange: () => Promise<ProblemBody | undefined>,
): Promise<ProblemBody | undefined> {
  const isClosed = () => connection.signalingState === 'closed';
  if (isClosed()) return undefined;
  try {
    return await exchange();
  } catch (error) {
    if (isClosed()) return undefined;
    return { code: 'media-refused', detail: error instanceof Error ? error.message : String(error) };
  }
}
