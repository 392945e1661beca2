import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DevicesIcon, KeyboardIcon, MenuItem, PasswordIcon } from '@parley/ui';
import { signOut } from '@parley/ui/http';
import { PersonMenu } from '@parley/ui/page';
import type { ReactNode } from 'react';
import { forgetSignIn } from '../api/queries.ts';
import { useClient, useProfile } from '../client/desk-context.ts';
import { t } from '../words.ts';
import { openPanel } from './panels.ts';

/** Behind one's own picture: how the desk looks, devices, shortcuts, and the way out. */
export function NameMenu({ surface }: { readonly surface?: 'call' }): ReactNode {
  const { name, email } = useProfile();
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
    <PersonMenu name={name} email={email} surface={surface} onSignOut={() => leave.mutate()}>
      <MenuItem icon={DevicesIcon} label={t('name-menu.devices')} onSelect={() => openPanel('devices')} />
      <MenuItem icon={PasswordIcon} label={t('password.title')} onSelect={() => openPanel('password')} />
      <MenuItem
        icon={KeyboardIcon}
        label={t('name-menu.shortcuts')}
        shortcut="?"
        onSelect={() => openPanel('help')}
      />
    </PersonMenu>
  );
}
