import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  Avatar,
  DarkThemeIcon,
  DevicesIcon,
  KeyboardIcon,
  LightThemeIcon,
  Menu,
  MenuChoice,
  MenuItem,
  MenuSeparator,
  PasswordIcon,
  SignOutIcon,
  SystemThemeIcon,
} from '@parley/ui';
import type { ReactNode } from 'react';
import { forgetSignIn, signOut } from '../api/queries.ts';
import { useClient, useProfile } from '../client/desk-context.ts';
import { chooseTheme, useTheme } from '../settings/theme.ts';
import { t } from '../words.ts';
import styles from './NameMenu.module.css';
import { openPanel } from './panels.ts';

const themes = [
  { value: 'light', label: t('name-menu.theme.light'), icon: LightThemeIcon },
  { value: 'dark', label: t('name-menu.theme.dark'), icon: DarkThemeIcon },
  { value: 'system', label: t('name-menu.theme.system'), icon: SystemThemeIcon },
] as const;

/** Behind one's own picture: how the desk looks, devices, shortcuts, and the way out. */
export function NameMenu({ surface }: { readonly surface?: 'call' }): ReactNode {
  const { name, email } = useProfile();
  const theme = useTheme();
  const queries = useQueryClient();
  const client = useClient();
  const leave = useMutation({
    mutationFn: () => {
      // First, so that the server's closing of the connection is no surprise to anybody.
      client.close();
      return signOut();
    },
    onSuccess: () => forgetSignIn(queries),
    onError: () => location.reload(),
  });
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
      <MenuSeparator />
      <MenuItem icon={DevicesIcon} label={t('name-menu.devices')} onSelect={() => openPanel('devices')} />
      <MenuItem icon={PasswordIcon} label={t('password.title')} onSelect={() => openPanel('password')} />
      <MenuItem
        icon={KeyboardIcon}
        label={t('name-menu.shortcuts')}
        shortcut="?"
        onSelect={() => openPanel('help')}
      />
      <MenuSeparator />
      <MenuItem icon={SignOutIcon} label={t('name-menu.sign-out')} onSelect={() => leave.mutate()} />
    </Menu>
  );
}
