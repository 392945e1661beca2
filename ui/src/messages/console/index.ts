import { pageMessages } from '../page/index.ts';
import { consoleDe } from './de.ts';
import { consoleEn } from './en.ts';

/** Everything that administration says. */
export const consoleMessages = {
  en: { ...pageMessages.en, ...consoleEn },
  de: { ...pageMessages.de, ...consoleDe },
} as const;
