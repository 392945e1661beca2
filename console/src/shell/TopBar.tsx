import type { AssociateProfile } from '@parley/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MenuItem, VideoIcon } from '@parley/ui';
import { signOut } from '@parley/ui/http';
import { PersonMenu, Wordmark } from '@parley/ui/page';
import type { ReactNode } from 'react';
import { forgetSignIn } from '../api/queries.ts';
import { t } from '../words.ts';
import styles from './TopBar.module.css';

/** The bar of every page of administration. */
export function TopBar({ profile }: { readonly profile: AssociateProfile }): ReactNode {
  const queries = useQueryClient();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => forgetSignIn(queries),
    onError: () => location.reload(),
  });
  return (
    <header className={styles['bar']}>
      <Link to="/" className={styles['home']} aria-label={t('console.home')}>
        <Wordmark /> <span className={styles['part']}>{t('console.name')}</span>
      </Link>
      <PersonMenu name={profile.name} email={profile.email} onSignOut={() => leave.mutate()}>
        <MenuItem icon={VideoIcon} label={t('console.desk')} onSelect={() => location.assign('/desk')} />
      </PersonMenu>
    </header>
  );
}
