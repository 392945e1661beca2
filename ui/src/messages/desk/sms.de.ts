import type { Translation } from '../catalogue.ts';
import type { deskSmsEn } from './sms.en.ts';

export const deskSmsDe: Translation<typeof deskSmsEn> = {
  'sms.open': 'SMS senden',
  'sms.text':
    'Sie geht an ein Telefon, auch wenn diese Person die Seite verlassen hat. Sie bleibt im Verlauf.',
  'sms.number': 'Telefonnummer',
  'sms.number-missing': 'Bitte geben Sie eine Telefonnummer ein.',
  'sms.write': 'Text der SMS',
  'sms.canned': 'Fertige Texte',
  'sms.canned-choose': 'Text wählen',
  'sms.send': 'Senden',
  'sms.segments': { one: '{count} SMS', other: '{count} SMS' },
  'sms.left': { one: 'noch {count} Zeichen darin', other: 'noch {count} Zeichen darin' },
  'sms.left-last': {
    one: 'noch {count} Zeichen in der letzten',
    other: 'noch {count} Zeichen in der letzten',
  },
  'sms.ucs2': 'Mit diesem Zeichen fasst eine SMS 70 statt 160.',
  'sms.list': 'SMS dieses Gesprächs',
  'sms.to': 'An {number}',
  'sms.replies-to': 'Antworten gehen an {name}: Dort liegt diese Unterhaltung.',
  'sms.waiting': 'Wird gleich gesendet',
  'sms.waiting-because': 'Wartet: Der SMS-Anbieter ist nicht erreichbar. Es wird von selbst wieder versucht.',
  'sms.sending': 'Wird gesendet…',
  'sms.sent': 'Gesendet',
  'sms.delivered': 'Zugestellt',
  'sms.undelivered': 'Nicht zugestellt: Das Telefon war nicht erreichbar',
  'sms.failed': 'Nicht gesendet: Der SMS-Anbieter hat sie abgelehnt',
  'sms.failed-stopped': 'Nicht gesendet: Diese Nummer hat STOP geschrieben',
  'sms.unknown':
    'Vielleicht gesendet: Der SMS-Anbieter hat nicht geantwortet. Sie wird nicht noch einmal gesendet.',
  'sms.failed-load': 'Die SMS dieses Gesprächs konnten nicht geladen werden.',
  'event.sms-sent': '{name} hat eine SMS an {number} gesendet: {text}',
};
