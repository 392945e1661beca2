import type { Translation } from '../catalogue.ts';
import type { launcherEn } from './launcher.en.ts';

export const launcherDe: Translation<typeof launcherEn> = {
  'launcher.title': 'Sprechen Sie mit uns',
  'launcher.fold': 'Verkleinern',
  'launcher.failed':
    'Das konnte nicht geladen werden. Bitte prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
  'start.video': 'Videoanruf',
  'start.audio': 'Sprachanruf',
};
