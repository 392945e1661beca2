import { preferredLanguage, translator } from '@parley/ui/messages';
import { deskMessages } from '@parley/ui/messages/desk';

/** The language of the whole page, chosen once by what the browser prefers. */
export const language = preferredLanguage(navigator.languages);

export const t = translator(deskMessages, language);
