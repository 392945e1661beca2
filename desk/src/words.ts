import { preferredLanguage, translator } from '@parley/ui/messages';
import { deskMessages } from '@parley/ui/messages/desk';

/** The language of the whole page, chosen once by what the browser prefers. */
export const language = preferredLanguage(navigator.languages);

/** The same as it is written where the person lives (`en-GB`: 14:05 and 27 November), for dates, times and numbers. */
export const locale = navigator.languages.find((name) => name.startsWith(language)) ?? language;

export const t = translator(deskMessages, language);
