import { translator, type Translator } from '@parley/ui/messages';
import { secondDeviceMessages } from '@parley/ui/messages/widget/second-device';
import { useMemo } from 'preact/hooks';
import { useShared } from '../shared.ts';

/** What is said of the customer's phone. */
export function useDeviceWords(): Translator<(typeof secondDeviceMessages)['en']> {
  const { language } = useShared();
  return useMemo(() => translator(secondDeviceMessages, language), [language]);
}
