import type { Translation } from '../catalogue.ts';
import type { deskMessageEn } from './message.en.ts';

export const deskMessageDe: Translation<typeof deskMessageEn> = {
  'message.title': 'Nachrichten',
  'message.open': 'Nachricht senden',
  'message.unread': { one: 'Nachrichten, {count} ungelesen', other: 'Nachrichten, {count} ungelesen' },
  'message.close': 'Nachrichten schließen',
  'message.list': 'Nachrichten in diesem Anruf',
  'message.empty': 'Noch hat niemand etwas geschrieben.',
  'message.empty-text':
    'Was Sie hier schreiben, sehen alle in diesem Anruf, und es bleibt bei seinen Unterlagen.',
  'message.write': 'Nachricht schreiben',
  'message.send': 'Senden',
  'message.hint': 'Eingabe sendet, Umschalt+Eingabe beginnt eine Zeile, / findet eine Antwort.',
  'message.left': { one: 'Noch {count} Zeichen', other: 'Noch {count} Zeichen' },
  'message.you': 'Sie',
  'message.sending': 'Wird gesendet …',
  'message.waiting': 'Wird gesendet, sobald die Verbindung wieder da ist',
  'message.sent': 'Gesendet',
  'message.delivered': 'Zugestellt',
  'message.read': 'Gelesen',
  'message.again': 'Noch einmal',
  'message.discard': 'Verwerfen',
  'message.typing': '{name} schreibt …',
  'message.typing-many': 'Mehrere schreiben …',
  'message.canned': 'Fertige Antworten',
  'message.canned-none': 'So heißt keine Antwort.',
  'message.emoji': 'Emoji',
  'message.new': '{name}: {text}',
  'message.show': 'Zeigen',
  'message.closed': 'In diesem Anruf kann nicht geschrieben werden.',
  'event.message-sent': '{name} hat eine Nachricht geschrieben',
};
