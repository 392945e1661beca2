import { translator } from '@parley/ui/messages';
import { consoleMessages } from '@parley/ui/messages/console';
import { language } from '@parley/ui/page';

export const t = translator(consoleMessages, language);
