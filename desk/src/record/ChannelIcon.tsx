import type { Channel } from '@parley/protocol';
import { AudioCallIcon, VideoIcon, type Icon } from '@parley/ui';
import type { ComponentProps, ReactNode } from 'react';

interface ChannelIconProps extends ComponentProps<Icon> {
  readonly channel: Channel;
}

/** How an engagement began, as a picture. */
export function ChannelIcon({ channel, ...rest }: ChannelIconProps): ReactNode {
  return channel === 'video' ? <VideoIcon {...rest} /> : <AudioCallIcon {...rest} />;
}
