import { locale } from '../words.ts';

const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });

/** When a still was frozen, as people read a clock. */
export const stillTime = (at: string): string => clock.format(new Date(at));
