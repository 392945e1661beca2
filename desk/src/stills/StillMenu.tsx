import type { EngagementState, Still } from '@parley/protocol';
import {
  DeleteIcon,
  DownloadIcon,
  IconButton,
  Menu,
  MenuItem,
  MenuSeparator,
  MoreIcon,
  ShowIcon,
} from '@parley/ui';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import { downloadStill, type StillFormat } from './download.ts';

interface StillMenuProps {
  readonly engagement: EngagementState;
  readonly still: Still;
  readonly number: number;
  /** On the picture, or on a page. */
  readonly surface?: 'call';
  readonly show?: (() => void) | undefined;
  readonly mayDownload: boolean;
  readonly askDelete?: (() => void) | undefined;
}

const formats = ['png', 'jpeg', 'original'] as const satisfies readonly StillFormat[];

/** What can be done with one still. */
export function StillMenu(props: StillMenuProps): ReactNode {
  const { engagement, still, number, surface, show, mayDownload, askDelete } = props;
  const hasFile = still.picture !== undefined || still.preview !== undefined;
  const downloads = mayDownload && hasFile;
  if (!show && !downloads && !askDelete) return undefined;
  return (
    <Menu
      surface={surface}
      side={surface ? 'top' : 'bottom'}
      trigger={<IconButton icon={MoreIcon} label={t('still.more', { number })} />}
    >
      {show && <MenuItem icon={ShowIcon} label={t('still.show')} onSelect={show} />}
      {downloads &&
        formats.map((format) => (
          <MenuItem
            key={format}
            icon={DownloadIcon}
            label={t(`still.download-${format}`)}
            onSelect={() => void downloadStill(engagement, still, format)}
          />
        ))}
      {askDelete && (
        <>
          <MenuSeparator />
          <MenuItem icon={DeleteIcon} label={t('still.delete')} onSelect={askDelete} />
        </>
      )}
    </Menu>
  );
}
