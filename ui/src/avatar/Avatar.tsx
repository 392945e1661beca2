import type { CSSProperties, ReactNode } from 'react';
import { PersonIcon } from '../icons.ts';
import styles from './Avatar.module.css';
import { hueOf, initialsOf } from './initials.ts';

interface AvatarProps {
  /** Absent for someone unknown, who gets a figure instead of initials. */
  readonly name?: string | undefined;
  readonly size?: 'small' | 'normal' | 'large' | 'stage';
}

/**
 * Initials on a colour that stays the same for the same name. Decorative, and therefore no text of the page: the name
 * stands beside it.
 */
export function Avatar({ name, size = 'normal' }: AvatarProps): ReactNode {
  const hue: CSSProperties & Record<`--${string}`, string> = name ? { '--hue': String(hueOf(name)) } : {};
  return (
    <span
      className={styles['avatar']}
      data-size={size}
      data-initials={name && initialsOf(name)}
      style={hue}
      aria-hidden
    >
      {!name && <PersonIcon />}
    </span>
  );
}
