import type { Translation } from '../catalogue.ts';
import type { widgetEn } from './en.ts';

export const widgetDe: Translation<typeof widgetEn> = {
  'start.video': 'Videoanruf',
  'start.audio': 'Sprachanruf',
  'waiting.title': 'Warten auf einen Mitarbeiter',
  'waiting.next': 'Sie sind als Nächstes dran.',
  'waiting.place': 'Sie sind Nummer {place} in der Warteschlange.',
  'picture.associate': 'Video des Mitarbeiters',
  'picture.self': 'Ihr Video',
  'control.mute': 'Stumm',
  'control.camera': 'Kamera',
  'control.pause': 'Halten',
  'control.end': 'Anruf beenden',
  'control.messages': 'Nachrichten',
  'ended.title': 'Anruf beendet',
};
