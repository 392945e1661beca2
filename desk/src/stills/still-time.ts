import { language } from '../words.ts';

const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });

/** When a still was frozen, as people read a clock. */
export const stillTime = (at: string): string => clock.format(new Date(at));
