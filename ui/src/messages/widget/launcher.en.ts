import type { Messages } from '../catalogue.ts';

/** What stands on a site's page before anyone has pressed anything; loaded with every page, hence so few. */
export const launcherEn = {
  'launcher.title': 'Talk to us',
  'launcher.fold': 'Make smaller',
  'launcher.failed': 'That did not load. Please check your connection and try again.',
  'start.video': 'Video call',
  'start.audio': 'Audio call',
} as const satisfies Messages;
