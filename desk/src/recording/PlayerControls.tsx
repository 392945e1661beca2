import {
  FullScreenIcon,
  IconButton,
  Menu,
  MenuItem,
  PauseIcon,
  ResumeIcon,
  SilentIcon,
  SkipBackIcon,
  SkipForwardIcon,
  SpeakerIcon,
} from '@parley/ui';
import type { ReactNode } from 'react';
import { stopwatch } from '../time/format.ts';
import { locale, t } from '../words.ts';
import type { Moment, Stretch } from './moments.ts';
import { speeds, type PlayerAction } from './player-keys.ts';
import styles from './Player.module.css';
import { Scrubber } from './Scrubber.tsx';
import type { MediaFigures } from './use-media.ts';

interface PlayerControlsProps {
  readonly figures: MediaFigures;
  readonly moments: readonly Moment[];
  readonly holds: readonly Stretch[];
  readonly perform: (action: PlayerAction) => void;
}

const skipSeconds = 10;

export function PlayerControls({ figures, moments, holds, perform }: PlayerControlsProps): ReactNode {
  return (
    <div className={styles['controls']}>
      <IconButton
        label={figures.playing ? t('recording.pause') : t('recording.play')}
        icon={figures.playing ? PauseIcon : ResumeIcon}
        shortcut="K"
        onClick={() => perform({ type: 'toggle' })}
      />
      <IconButton
        label={t('recording.back', { seconds: skipSeconds })}
        icon={SkipBackIcon}
        shortcut="J"
        onClick={() => perform({ type: 'skip', by: -skipSeconds })}
      />
      <IconButton
        label={t('recording.forward', { seconds: skipSeconds })}
        icon={SkipForwardIcon}
        shortcut="L"
        onClick={() => perform({ type: 'skip', by: skipSeconds })}
      />
      <Scrubber
        figures={figures}
        moments={moments}
        holds={holds}
        onSeek={(seconds) => perform({ type: 'go-to', seconds })}
      />
      <p className={styles['time']}>
        {stopwatch(figures.time)} / {stopwatch(figures.duration)}
      </p>
      <SpeedMenu speed={figures.speed} onChoose={(speed) => perform({ type: 'speed', speed })} />
      <IconButton
        label={figures.muted ? t('recording.unmute') : t('recording.mute')}
        icon={figures.muted ? SilentIcon : SpeakerIcon}
        shortcut="M"
        aria-pressed={figures.muted}
        onClick={() => perform({ type: 'mute' })}
      />
      <IconButton
        label={t('recording.full-screen')}
        icon={FullScreenIcon}
        shortcut="F"
        onClick={() => perform({ type: 'full-screen' })}
      />
    </div>
  );
}

interface SpeedMenuProps {
  readonly speed: number;
  readonly onChoose: (speed: number) => void;
}

const speedWords = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });

function SpeedMenu({ speed, onChoose }: SpeedMenuProps): ReactNode {
  const now = speedWords.format(speed);
  return (
    <Menu
      side="top"
      surface="call"
      trigger={
        <button
          type="button"
          className={styles['speed']}
          aria-label={t('recording.speed-now', { speed: now })}
        >
          {now}×
        </button>
      }
    >
      {speeds.map((each) => (
        <MenuItem
          key={each}
          label={each === 1 ? t('recording.speed-normal') : `${speedWords.format(each)}×`}
          onSelect={() => onChoose(each)}
        />
      ))}
    </Menu>
  );
}
