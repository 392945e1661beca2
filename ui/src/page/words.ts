import { preferredLanguage, translator } from '../messages/catalogue.ts';
import { pageMessages } from '../messages/page/index.ts';

/** The language of the whole page, chosen once by what the browser prefers. */
export const language = preferredLanguage(navigator.languages);

/** The words of what desk and console share; each has more of its own. */
export const t = translator(pageMessages, language);
