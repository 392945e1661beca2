import type { Messages } from '../catalogue.ts';

/** What every page of ours says: signing in, the name menu, and pages that can't be shown. */
export const pageEn = {
  'product.name': 'Parley',
  'page.skip': 'Skip to content',
  'page.loading': 'One moment…',
  'page.broken.title': 'This page has stumbled',
  'page.broken.text': 'Nothing is lost: a running call goes on as soon as the page is back.',
  'page.missing.title': 'There is nothing at this address',
  'page.reload': 'Reload the page',
  'page.home': 'Go to the start',
  'page.to-start': 'Parley: go to the start',
  'page.unreachable': 'The server can’t be reached.',
  'page.retry': 'Try again',
  'common.close': 'Close',

  'sign-in.title': 'Sign in',
  'sign-in.email': 'Email',
  'sign-in.password': 'Password',
  'sign-in.submit': 'Sign in',
  'sign-in.busy': 'Signing in…',
  'sign-in.email-missing': 'Please enter your email address.',
  'sign-in.password-missing': 'Please enter your password.',

  'name-menu.open': 'Your menu: {name}',
  'name-menu.theme': 'Appearance',
  'name-menu.theme.light': 'Light',
  'name-menu.theme.dark': 'Dark',
  'name-menu.theme.system': 'Same as the system',
  'name-menu.sign-out': 'Sign out',
} as const satisfies Messages;
