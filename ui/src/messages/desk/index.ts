import { pageMessages } from '../page/index.ts';
import { deskDe } from './de.ts';
import { deskEn } from './en.ts';

/** Everything Associate Desktop says. */
export const deskMessages = {
  en: { ...pageMessages.en, ...deskEn },
  de: { ...pageMessages.de, ...deskDe },
} as const;
