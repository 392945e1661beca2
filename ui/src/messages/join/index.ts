import { widgetMessages } from '../widget/index.ts';
import { joinDe } from './de.ts';
import { joinEn } from './en.ts';

/** Everything the join page says: what the call interface does, and its own. */
export const joinMessages = {
  en: { ...widgetMessages.en, ...joinEn },
  de: { ...widgetMessages.de, ...joinDe },
} as const;
