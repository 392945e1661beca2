import type { Translation } from '../catalogue.ts';
import { deskAskingDe } from './asking.de.ts';
import { deskCallDe } from './call.de.ts';
import type { deskEn } from './en.ts';
import { deskColleagueDe } from './colleague.de.ts';
import { deskConversationDe } from './conversation.de.ts';
import { deskDeviceDe } from './device.de.ts';
import { deskGalleryDe } from './gallery.de.ts';
import { deskHistoryDe } from './history.de.ts';
import { deskInkDe } from './ink.de.ts';
import { deskMeetingDe } from './meeting.de.ts';
import { deskMessageDe } from './message.de.ts';
import { deskRecordDe } from './record.de.ts';
import { deskRecordingDe } from './recording.de.ts';
import { deskSupervisionDe } from './supervision.de.ts';
import { deskSmsDe } from './sms.de.ts';

export const deskDe: Translation<typeof deskEn> = {
  ...deskAskingDe,
  ...deskCallDe,
  ...deskColleagueDe,
  ...deskConversationDe,
  ...deskDeviceDe,
  ...deskGalleryDe,
  ...deskHistoryDe,
  ...deskInkDe,
  ...deskMeetingDe,
  ...deskMessageDe,
  ...deskRecordDe,
  ...deskRecordingDe,
  ...deskSupervisionDe,
  ...deskSmsDe,

  'sign-in.lead': 'Hier begegnen Sie Ihren Kunden von Angesicht zu Angesicht.',
  'common.unknown-customer': 'Unbekannte Person',
  'common.not-available': 'Nicht verfügbar',

  'status.name': 'Status: {status}',
  'status.choose': 'Status',
  'status.offline': 'Offline',
  'status.available': 'Verfügbar',
  'status.away': 'Abwesend',
  'status.on-a-call': 'Im Anruf',
  'status.wrapping-up': 'Nachbearbeitung',
  'status.after-call': 'Nach dem Anruf',
  'status.missed': 'Zwei Anrufe nacheinander blieben unbeantwortet, darum ist Ihr Status jetzt „Abwesend“.',
  'status.be-available': 'Wieder verfügbar sein',

  'queue.name': { one: 'Warteschlange: {count} wartet', other: 'Warteschlange: {count} warten' },
  'queue.title': 'Warteschlange',
  'queue.waiting-word': 'warten',
  'queue.empty': 'Niemand wartet.',
  'queue.empty-text': 'Wer anruft, während alle beschäftigt sind, erscheint hier.',
  'queue.waiting': 'Wartet seit',
  'queue.ringing': 'Klingelt',
  'queue.answer': 'Annehmen',
  'queue.answer-who': '{name} annehmen',
  'queue.busy': 'Den Nächsten können Sie annehmen, wenn dieser Anruf vorbei ist.',

  'password.title': 'Passwort ändern',
  'password.text': 'Wo Sie sonst noch angemeldet sind, werden Sie abgemeldet.',
  'password.current': 'Bisheriges Passwort',
  'password.next': 'Neues Passwort',
  'password.too-short': {
    one: 'Bitte wählen Sie mindestens {count} Zeichen.',
    other: 'Bitte wählen Sie mindestens {count} Zeichen.',
  },
  'password.change': 'Ändern',
  'password.cancel': 'Abbrechen',
  'password.done': 'Ihr Passwort ist geändert.',

  'name-menu.devices': 'Geräte',
  'name-menu.shortcuts': 'Tastenkürzel',

  'welcome.morning': 'Guten Morgen, {name}',
  'welcome.afternoon': 'Guten Tag, {name}',
  'welcome.evening': 'Guten Abend, {name}',
  'welcome.available': 'Sie sind verfügbar',
  'welcome.available-text': 'Der nächste Anruf für Ihr Team klingelt hier.',
  'welcome.away': 'Sie sind abwesend',
  'welcome.away-text': 'Anrufe klingeln so lange bei Ihren Kollegen.',
  'welcome.be-available': 'Verfügbar sein',
  'welcome.be-away': 'Pause machen',
  'welcome.on-a-call': 'Sie sind im Anruf',
  'welcome.on-a-call-text': 'Er geht weiter, während Sie sich hier umsehen.',
  'welcome.to-call': 'Zurück zum Anruf',
  'welcome.wrapping-up': 'Sie sind in der Nachbearbeitung',
  'welcome.wrapping-up-text': 'Bis Sie fertig sind, klingelt kein Anruf.',
  'welcome.connecting': 'Verbindung wird aufgebaut …',
  'welcome.connecting-text': 'Ihr Status erscheint gleich.',
  'welcome.waiting': { one: '{count} Person wartet', other: '{count} Personen warten' },
  'welcome.longest-wait': 'am längsten',
  'welcome.nobody-waiting': 'Niemand wartet',
  'welcome.recent': 'Letzte Gespräche',
  'welcome.recent-customer': 'Kunde',
  'welcome.recent-scenario': 'Szenario',
  'welcome.recent-when': 'Wann',
  'welcome.recent-length': 'Dauer',
  'welcome.recent-outcome': 'Ergebnis',
  'welcome.recent-empty': 'Noch keine Gespräche',
  'welcome.recent-empty-text':
    'Jeder Anruf von Ihnen und Ihrem Team bleibt hier erhalten, mit allem, was darin geschah.',
  'welcome.recent-failed': 'Die letzten Gespräche konnten nicht geladen werden.',
  'welcome.running': 'Läuft',
  'welcome.still-waiting': 'Wartet',

  'ready.title': 'Bereit für Ihren ersten Anruf?',
  'ready.text': 'Drei Dinge, einmalig, an diesem Computer.',
  'ready.devices': 'Mikrofon und Kamera',
  'ready.devices-ask': 'Damit Kunden Sie hören und sehen, sobald Sie annehmen.',
  'ready.devices-allow': 'Erlauben',
  'ready.devices-done': 'Bereit.',
  'ready.devices-blocked':
    'Der Browser sperrt sie. Klicken Sie auf das Zeichen vor der Adresse, erlauben Sie beides und laden Sie die Seite neu.',
  'ready.devices-missing':
    'Es wurde nichts gefunden. Schließen Sie ein Headset oder eine Kamera an und versuchen Sie es noch einmal.',
  'ready.devices-in-use':
    'Ein anderes Programm benutzt sie. Schließen Sie es und versuchen Sie es noch einmal.',
  'ready.devices-failed':
    'Sie ließen sich nicht starten. Ziehen Sie die Stecker, stecken Sie sie wieder ein und versuchen Sie es noch einmal.',
  'ready.notifications': 'Benachrichtigungen',
  'ready.notifications-ask': 'Damit kein Anruf untergeht, während Sie in ein anderes Fenster schauen.',
  'ready.notifications-allow': 'Erlauben',
  'ready.notifications-done': 'An.',
  'ready.notifications-blocked': 'Der Browser sperrt sie. In diesem Fenster klingeln Anrufe trotzdem.',
  'ready.status': 'Verfügbar sein',
  'ready.status-ask': 'Dann klingeln Anrufe hier.',
  'ready.status-done': 'Sind Sie.',
  'ready.try-again': 'Noch einmal',
  'ready.dismiss': 'Jetzt nicht',

  'incoming.video': 'Eingehender Videoanruf',
  'incoming.audio': 'Eingehender Sprachanruf',
  'incoming.answer': 'Annehmen',
  'incoming.decline': 'Ablehnen',
  'incoming.waited': 'Wartet seit',
  'incoming.page': 'Auf der Seite',
  'incoming.rings-for': 'Sekunden, um zu antworten',
  'incoming.answered-by': '{name} hat angenommen.',
  'incoming.customer-gone': 'Der Kunde hat aufgelegt.',
  'incoming.from': '{name} · {application}',

  'connection.reconnecting': 'Die Verbindung zum Server ist unterbrochen.',
  'connection.next-attempt': 'Nächster Versuch in',
  'connection.now': 'Neuer Versuch läuft …',
  'connection.try-now': 'Jetzt versuchen',
  'connection.replaced.title': 'Parley ist in einem anderen Fenster geöffnet',
  'connection.replaced.text': 'Nur ein Fenster zugleich kann Anrufe annehmen. Dort geht alles weiter.',
  'connection.replaced.use-here': 'Hier verwenden',
  'connection.refused.title': 'Dieses Fenster kann sich nicht verbinden',
  'connection.refused.sign-in': 'Wieder anmelden',

  'shortcuts.title': 'Tastenkürzel',
  'shortcuts.everywhere': 'Überall',
  'shortcuts.ringing': 'Wenn es klingelt',
  'shortcuts.call': 'Im Anruf',
  'shortcuts.help': 'Tastenkürzel',
  'shortcuts.on': 'Kürzel aus einer einzelnen Taste',
  'shortcuts.text': 'Sie ruhen, während Sie in ein Feld schreiben.',

  'notice.dismiss': 'Schließen',
  'notice.region': 'Hinweise',
};
