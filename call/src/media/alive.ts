import { has, numberIn } from './figures.ts';
import { reportsOf } from './reports.ts';

/** Feedback comes twenty times a second while something is sent, packets at least every 400 ms where something is heard. */
const listenMs = 500;

/** Whether anything arrives on this connection within half a second. */
export async function isAlive(connection: RTCPeerConnection): Promise<boolean> {
  if (connection.connectionState !== 'connected') return false;
  const before = await bytesArrived(connection);
  await new Promise((resolve) => setTimeout(resolve, listenMs));
  if (connection.connectionState !== 'connected') return false;
  return (await bytesArrived(connection)) > before;
}

async function bytesArrived(connection: RTCPeerConnection): Promise<number> {
  let bytes = 0;
  for (const report of await reportsOf(connection)) {
    if (has(report, 'type', 'candidate-pair')) bytes += numberIn(report, 'bytesReceived') ?? 0;
  }
  return bytes;
}
