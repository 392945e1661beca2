import { problemDe } from '../problem/de.ts';
import { problemEn } from '../problem/en.ts';
import { widgetDe } from './de.ts';
import { widgetEn } from './en.ts';

/** Everything the widget says. */
export const widgetMessages = {
  en: { ...problemEn, ...widgetEn },
  de: { ...problemDe, ...widgetDe },
} as const;
