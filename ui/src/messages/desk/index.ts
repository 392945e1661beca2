import { problemDe } from '../problem/de.ts';
import { problemEn } from '../problem/en.ts';
import { deskDe } from './de.ts';
import { deskEn } from './en.ts';

/** Everything Associate Desktop says. */
export const deskMessages = { en: { ...problemEn, ...deskEn }, de: { ...problemDe, ...deskDe } } as const;
