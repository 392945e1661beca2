import type { ReactNode } from 'react';
import { Avatar } from '../avatar/Avatar.tsx';
import { DarkThemeIcon, LightThemeIcon, SignOutIcon, SystemThemeIcon } from '../icons.ts';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../menu/Menu.tsx';
import styles from './PersonMenu.module.css';
import { chooseTheme, useTheme } from './theme.ts';
import { t } from './words.ts';

const themes = [
  { value: 'light', label: t('name-menu.theme.light'), icon: LightThemeIcon },
  { value: 'dark', label: t('name-menu.theme.dark'), icon: DarkThemeIcon },
  { value: 'system', label: t('name-menu.theme.system'), icon: SystemThemeIcon },
] as const;

interface PersonMenuProps {
  readonly name: string;
  readonly email: string;
  readonly surface?: 'call' | undefined;
  readonly onSignOut: () => void;
  /** Items between how pages look and the way out. */
  readonly children?: ReactNode;
}

/** Behind one's own picture: how pages look, and the way out. */
export function PersonMenu({ name, email, surface, onSignOut, children }: PersonMenuProps): ReactNode {
  const theme = useTheme();
  return (
    <Menu
      surface={surface}
      trigger={
        <button type="button" className={styles['trigger']} aria-label={t('name-menu.open', { name })}>
          <Avatar name={name} />
        </button>
      }
    >
      <div className={styles['person']}>
        <strong>{name}</strong>
        <span>{email}</span>
      </div>
      <MenuSeparator />
      <MenuChoice label={t('name-menu.theme')} value={theme} options={themes} onChoose={chooseTheme} />
      {children && <MenuSeparator />}
      {children}
      <MenuSeparator />
      <MenuItem icon={SignOutIcon} label={t('name-menu.sign-out')} onSelect={onSignOut} />
    </Menu>
  );
}
