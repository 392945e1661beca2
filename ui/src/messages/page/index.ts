import { problemDe } from '../problem/de.ts';
import { problemEn } from '../problem/en.ts';
import { pageDe } from './de.ts';
import { pageEn } from './en.ts';

/** What the parts of a page say that desk and console share. */
export const pageMessages = { en: { ...problemEn, ...pageEn }, de: { ...problemDe, ...pageDe } } as const;
