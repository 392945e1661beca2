import { launcherDe } from './launcher.de.ts';
import { launcherEn } from './launcher.en.ts';

/** The few words of the launcher, apart from the rest, so that a site's page carries only these. */
export const launcherMessages = { en: launcherEn, de: launcherDe } as const;
