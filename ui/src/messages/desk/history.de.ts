import type { Translation } from '../catalogue.ts';
import type { deskHistoryEn } from './history.en.ts';

export const deskHistoryDe: Translation<typeof deskHistoryEn> = {
  'history.title': 'Gespräche',
  'history.back': 'Start',
  'history.all': 'Alle Gespräche',
  'history.search': 'Suche',
  'history.search-hint': 'Name eines Kunden oder Mitarbeiters',
  'history.from': 'Von',
  'history.to': 'Bis',
  'history.outcome': 'Ausgang',
  'history.scenario': 'Szenario',
  'history.any': 'Alle',
  'history.recorded': 'Nur mit Aufzeichnung',
  'history.clear': 'Filter zurücksetzen',
  'history.more': 'Mehr zeigen',
  'history.loading': 'Wird geladen …',
  'history.failed': 'Die Gespräche konnten nicht geladen werden.',
  'history.nothing': 'Nichts gefunden',
  'history.nothing-text': 'Kein Gespräch passt zu allen diesen Filtern.',
  'history.is-recorded': 'Aufgezeichnet',
};
