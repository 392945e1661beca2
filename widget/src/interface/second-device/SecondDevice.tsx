import type { LiveEngagement } from '@parley/call';
import { deviceIn, openDeviceLink } from '@parley/engagement';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useCall } from '../shared.ts';
import type * as Parts from './DeviceParts.tsx';

/** The customer's phone: the link that brings it, and that it is there. Most calls need nothing of it, and load nothing. */
export function SecondDevice({ engagement }: { readonly engagement: LiveEngagement }): JSX.Element | null {
  const { state, selfId } = engagement;
  const link = openDeviceLink(state);
  const device = deviceIn(state);
  const isThere = device !== undefined && device.id !== selfId;
  const [loaded, setLoaded] = useState<typeof Parts>();
  const connection = useCall(({ connection: { phase } }) => phase);
  const isWanted = link !== undefined || isThere;
  useEffect(() => {
    // A connection that is back brings the next try.
    if (isWanted && !loaded) import('./DeviceParts.tsx').then(setLoaded, () => undefined);
  }, [isWanted, loaded, connection]);
  if (!loaded) return null;
  return (
    <>
      {link && <loaded.LinkCard key={link.id} engagement={engagement} link={link} />}
      {isThere && <loaded.DeviceThere engagement={engagement} device={device} />}
    </>
  );
}
