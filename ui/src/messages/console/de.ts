import type { Translation } from '../catalogue.ts';
import type { consoleEn } from './en.ts';

export const consoleDe: Translation<typeof consoleEn> = {
  'console.name': 'Verwaltung',
  'console.home': 'Parley Verwaltung: zum Anfang',
  'console.sections': 'Bereiche',
  'console.desk': 'Associate Desktop',
  'sign-in.lead': 'Verwaltung: was Parley tut, und für wen.',

  'start.title': 'Verwaltung',
  'start.text': 'Worum man sich hier kümmert.',
  'start.outbox': 'Postausgang',
  'start.outbox-text': 'Jede E-Mail und SMS, die hinausging oder hinausgegangen wäre.',

  'forbidden.title': 'Diese Seite ist nicht für Ihre Rolle',
  'forbidden.text':
    'Administratoren können sie öffnen. Fragen Sie jemanden von ihnen, wenn Sie hier etwas brauchen.',

  'outbox.title': 'Postausgang',
  'outbox.text':
    'Jede E-Mail und SMS, die neuesten zuerst. Was keinen Anbieter hat, geht nirgendwo sonst hin und ist hier zu lesen.',
  'outbox.loading': 'Wird geladen …',
  'outbox.failed': 'Der Postausgang konnte nicht geladen werden.',
  'outbox.stale': 'Neue Nachrichten lassen sich gerade nicht abrufen.',
  'outbox.empty': 'Noch ist nichts hinausgegangen',
  'outbox.empty-text': 'Eine Einladung per E-Mail oder SMS erscheint hier sofort.',
  'outbox.older': 'Ältere zeigen',
  'outbox.messages': 'Nachrichten',
  'outbox.choose': 'Wählen Sie eine Nachricht, um sie zu lesen.',
  'outbox.email': 'E-Mail',
  'outbox.sms': 'SMS',
  'outbox.to': 'An',
  'outbox.at': 'Geschrieben',
  'outbox.by': 'Gesendet über',
  'outbox.by-outbox': 'Niemanden: sie bleibt in diesem Postausgang',
  'outbox.failure': 'Warum nicht',
  'outbox.as-html': 'Wie sie aussieht',
  'outbox.as-text': 'Als Text',
  'outbox.html-name': 'Die E-Mail, wie sie aussieht',
  'outbox.attachments': 'Anhänge',
  'outbox.download': '{name} herunterladen, {size}',
  'outbox.reply-as': 'Als {to} antworten',
  'outbox.reply-text': 'Das kommt an wie eine SMS von diesem Telefon. Auch STOP und START wirken.',
  'outbox.reply': 'Antwort senden',
  'outbox.replied': 'Angekommen; zu lesen unter „Unterhaltungen“.',
  'outbox.status.waiting': 'Wartet',
  'outbox.status.sending': 'Wird gesendet',
  'outbox.status.sent': 'Gesendet',
  'outbox.status.delivered': 'Zugestellt',
  'outbox.status.undelivered': 'Nicht zugestellt',
  'outbox.status.unknown': 'Vielleicht gesendet',
  'outbox.status.failed': 'Gescheitert',
};
