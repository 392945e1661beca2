import type { DeviceLink, DeviceLinkShown } from '@parley/protocol';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useCall, useShared } from '../shared.ts';
import { useDeviceWords } from './device-words.ts';
import { qrOf } from './qr.ts';

/** The link as a code to scan and as an address to type. */
export function LinkCode({ link }: { readonly link: DeviceLink }): JSX.Element {
  const { client } = useShared();
  const say = useDeviceWords();
  const [shown, setShown] = useState<DeviceLinkShown | 'failed'>();
  const connection = useCall(({ connection: { phase } }) => phase);
  const isShown = typeof shown === 'object';
  useEffect(() => {
    // A connection that is back brings the next try.
    if (isShown) return undefined;
    let isGone = false;
    void client.ownDevices.link().then((found) => {
      if (!isGone) setShown('url' in found ? found : 'failed');
    });
    return () => {
      isGone = true;
    };
  }, [client, link.id, connection, isShown]);
  if (typeof shown !== 'object')
    return (
      <p class="soft" role="status">
        {say(shown === 'failed' ? 'device.no-code' : 'device.loading')}
      </p>
    );
  const code = qrOf(shown.url);
  const size = String(code.size);
  return (
    <div class="link-code">
      <svg
        role="img"
        aria-label={say('device.code')}
        viewBox={`0 0 ${size} ${size}`}
        shape-rendering="crispEdges"
      >
        <rect width="100%" height="100%" fill="#fff" />
        <path d={code.path} fill="#000" />
      </svg>
      <div class="link-words">
        <p>{say('device.scan')}</p>
        <p class="soft">{say('device.type-it')}</p>
        <p class="link-address">{shown.url.replace(/^https?:\/\//, '')}</p>
      </div>
    </div>
  );
}
