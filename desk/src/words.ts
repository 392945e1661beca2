import { translator } from '@parley/ui/messages';
import { deskMessages } from '@parley/ui/messages/desk';
import { language } from '@parley/ui/page';

export { language };

/** The same as it is written where the person lives (`en-GB`: 14:05 and 27 November), for dates, times and numbers. */
export const locale = navigator.languages.find((name) => name.startsWith(language)) ?? language;

export const t = translator(deskMessages, language);
