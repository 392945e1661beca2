import type { Translation } from '../catalogue.ts';
import type { widgetEn } from './en.ts';
import { launcherDe } from './launcher.de.ts';

export const widgetDe: Translation<typeof widgetEn> = {
  ...launcherDe,
  'common.try-again': 'Erneut versuchen',

  'frame.title': 'Anruf bei {company}',
  'frame.expand': 'Fenster füllen',
  'frame.shrink': 'Zurück in die Ecke',

  'preparing.title': 'Dürfen wir Kamera und Mikrofon nutzen?',
  'preparing.title-audio': 'Dürfen wir Ihr Mikrofon nutzen?',
  'preparing.hint': 'Ihr Browser fragt Sie jetzt. Bitte beantworten Sie seine Frage, damit es weitergeht.',
  'requesting.title': 'Einen Moment',
  'requesting.hint': 'Wir verbinden Sie.',

  'waiting.title': 'Warten auf einen Mitarbeiter',
  'waiting.soon': 'Gleich ist jemand für Sie da.',
  'waiting.next': 'Sie sind als Nächstes dran.',
  'waiting.place': 'Sie sind Nummer {place} in der Warteschlange.',

  'picture.associate': 'Video des Mitarbeiters',
  'picture.self': 'Ihr Video',
  'picture.associate-camera': 'Kamera der Beratung',
  'picture.screen': '{name} zeigt Ihnen einen Bildschirm.',
  'control.mute': 'Stumm',
  'control.camera': 'Kamera',
  'control.pause': 'Halten',
  'control.end': 'Anruf beenden',
  'control.messages': 'Nachrichten',
  'control.flip': 'Zwischen vorderer und hinterer Kamera wechseln',

  'devices.title': 'Kamera und Ton',
  'devices.microphone': 'Mikrofon',
  'devices.camera': 'Kamera',
  'devices.speaker': 'Lautsprecher',
  'devices.default': 'Standard',
  'devices.unnamed': 'Gerät {number}',
  'devices.level': 'Pegel Ihres Mikrofons',
  'devices.none': 'Keine Geräte zur Auswahl.',

  'call.associate': 'Ihr Gegenüber',
  'call.duration': 'Gesprächsdauer',
  'call.sound-only': 'Sie hören einander',
  'call.picture-coming': 'Das Bild kommt gleich',
  'call.muted-them': 'Mikrofon aus',
  'call.speaking-muted': 'Sie sind stummgeschaltet. Niemand hört Sie.',
  'sound.tap': 'Antippen, um zu hören',

  'network.weak-own': 'Ihre Verbindung ist schwach. Bild und Ton können leiden.',
  'network.weak-other': 'Die Verbindung von {name} ist schwach. Bild und Ton können leiden.',
  'network.returns': 'Bild und Ton kommen gleich wieder.',

  'hold.title': 'Gehalten',
  'hold.by-you': 'Sie halten den Anruf. Niemand sieht oder hört Sie. Mit Halten geht es weiter.',
  'hold.by-other': '{name} ist gleich wieder da. Niemand sieht oder hört Sie inzwischen.',

  'recording.ask': 'Diesen Anruf aufzeichnen?',
  'recording.ask-text':
    '{company} möchte Bild und Ton dieses Anrufs aufzeichnen. Er geht in jedem Fall weiter.',
  'recording.told': 'Dieser Anruf wird aufgezeichnet.',
  'recording.told-read': 'Verstanden',
  'recording.on': 'Aufzeichnung',
  'ask.camera': 'Ihre Kamera teilen?',
  'ask.screen': 'Ihren Bildschirm teilen?',
  'ask.camera-text': '{name} möchte Ihr Kamerabild sehen. Sie können jederzeit aufhören.',
  'ask.screen-text':
    '{name} möchte Ihren Bildschirm sehen. Der Browser fragt dann, was Sie zeigen wollen; Sie können jederzeit aufhören.',
  'ask.screen-instead':
    '{name} möchte Ihren Bildschirm sehen, aber dieser Browser kann keinen teilen. Erlauben Sie, um stattdessen Ihre Kamera zu zeigen.',
  'ask.failed.camera': 'Die Kamera konnte nicht geteilt werden.',
  'ask.failed.screen': 'Es wird nichts geteilt.',
  'screen.sharing': 'Sie teilen Ihren Bildschirm',
  'screen.stop': 'Beenden',
  'control.screen': 'Bildschirm',
  'ask.allow': 'Erlauben',
  'ask.decline': 'Ablehnen',

  'ink.pencil': 'Zeichnen',
  'ink.tools': 'Zeichenwerkzeuge',
  'ink.surface':
    'Auf das Bild zeichnen. Pfeiltasten bewegen, die Eingabetaste beginnt und setzt, Escape bricht ab.',
  'ink.pen': 'Stift',
  'ink.arrow': 'Pfeil',
  'ink.marker': 'Nummerierter Punkt',
  'ink.text': 'Text',
  'ink.undo': 'Rückgängig',
  'ink.clear': 'Eigenes löschen',
  'ink.done': 'Stift weglegen',
  'ink.notice': 'Auf Ihr Bild wird gezeichnet. So sieht es die andere Seite.',
  'ink.forbid': 'Nicht erlauben',
  'ink.forbidden': 'Niemand darf auf Ihr Bild zeichnen.',
  'ink.permit': 'Wieder erlauben',
  'freeze.notice': 'Ihr Bild wurde eingefroren, um es gemeinsam anzusehen.',
  'freeze.forbid': 'Nicht erlauben',
  'freeze.forbidden': 'Niemand darf Ihr Bild einfrieren.',
  'freeze.permit': 'Wieder erlauben',
  'still.region': 'Eingefrorenes Bild',
  'still.picture': 'Bild, das {name} eingefroren hat',
  'still.sending': 'Das Bild wird gesendet … {percent} %',
  'still.coming': 'Das scharfe Bild kommt … {percent} %',
  'still.follows': 'Sie sehen, was {name} sich ansieht',

  'people.others': 'Auch in diesem Anruf',
  'people.joined': '{name} ist dazugekommen.',
  'people.left': '{name} ist gegangen.',
  'people.lead': 'Sie sprechen jetzt mit {name}.',
  'transfer.connecting': 'Sie werden mit {name} verbunden.',
  'transfer.apart': '{name} spricht kurz mit {other} und ist gleich wieder da. Man hört Sie solange nicht.',

  'away.title': '{name} hat die Verbindung verloren',
  'away.countdown': 'Wir warten noch {seconds} s. Sie müssen nichts tun.',

  'reconnect.title': 'Verbindung wird wiederhergestellt',
  'reconnect.kept': 'Ihre Verbindung ist unterbrochen. Der Anruf bleibt noch {seconds} s für Sie bestehen.',
  'reconnect.trying': 'Ihre Verbindung ist unterbrochen. Wir versuchen es weiter.',
  'reconnect.now': 'Jetzt versuchen ({seconds} s)',

  'ended.title': 'Anruf beendet',
  'ended.associate-exited': '{name} hat den Anruf beendet.',
  'ended.customer-ended': 'Sie haben den Anruf beendet.',
  'ended.customer-cancelled': 'Sie haben das Warten beendet.',
  'ended.customer-lost': 'Ihre Verbindung war zu lange unterbrochen.',
  'ended.associate-lost': '{name} hat die Verbindung verloren und kam nicht zurück.',
  'ended.nobody-available': 'Gerade ist niemand frei. Bitte versuchen Sie es etwas später noch einmal.',
  'ended.unknown': 'Dieses Gespräch ist vorbei.',
  'ended.duration': 'Sie haben {duration} gesprochen.',
  'ended.back': 'Zurück zur Seite',
  'ended.again': 'Noch einmal anrufen',
  'failed.title': 'Das hat nicht geklappt',
  'elsewhere.title': 'Ihr Anruf läuft in einem anderen Tab',
  'elsewhere.hint': 'Sie können ihn auf diese Seite holen.',
  'elsewhere.here': 'Hier weiter',

  'trouble.blocked.both': 'Kamera und Mikrofon sind für diese Seite gesperrt.',
  'trouble.blocked.camera': 'Die Kamera ist für diese Seite gesperrt.',
  'trouble.blocked.microphone': 'Das Mikrofon ist für diese Seite gesperrt, niemand kann Sie hören.',
  'trouble.missing.both': 'Keine Kamera und kein Mikrofon gefunden.',
  'trouble.missing.camera': 'Keine Kamera gefunden.',
  'trouble.missing.microphone': 'Kein Mikrofon gefunden, niemand kann Sie hören.',
  'trouble.in-use.both': 'Ein anderes Programm nutzt Kamera und Mikrofon.',
  'trouble.in-use.camera': 'Ein anderes Programm nutzt die Kamera.',
  'trouble.in-use.microphone': 'Ein anderes Programm nutzt das Mikrofon, niemand kann Sie hören.',
  'trouble.failed.both': 'Kamera und Mikrofon sind nicht angelaufen.',
  'trouble.failed.camera': 'Die Kamera ist nicht angelaufen.',
  'trouble.failed.microphone': 'Das Mikrofon ist nicht angelaufen, niemand kann Sie hören.',
  'unblock.chrome':
    'Klicken Sie auf das Symbol links neben der Adresse, schalten Sie Kamera und Mikrofon ein und versuchen Sie es erneut. Der Anruf geht inzwischen weiter.',
  'unblock.firefox':
    'Klicken Sie auf das durchgestrichene Symbol neben der Adresse, heben Sie die Sperre auf und versuchen Sie es erneut. Der Anruf geht inzwischen weiter.',
  'unblock.safari':
    'Wählen Sie im Menü Safari „Einstellungen für diese Website“, erlauben Sie Kamera und Mikrofon und versuchen Sie es erneut. Der Anruf geht inzwischen weiter.',
  'unblock.safari-phone':
    'Tippen Sie auf das Symbol in der Adressleiste, dann auf „Website-Einstellungen“, erlauben Sie Kamera und Mikrofon und versuchen Sie es erneut. Der Anruf geht inzwischen weiter.',
  'remedy.missing.camera':
    'Der Anruf geht nur mit Ton weiter. Schließen Sie eine Kamera an und versuchen Sie es erneut, um gesehen zu werden.',
  'remedy.missing.microphone':
    'Sie sehen und hören Ihr Gegenüber weiterhin. Schließen Sie ein Mikrofon an und versuchen Sie es erneut.',
  'remedy.in-use.camera':
    'Schließen Sie das andere Programm, etwa eine Videokonferenz, und versuchen Sie es erneut. Der Anruf geht nur mit Ton weiter.',
  'remedy.in-use.microphone':
    'Schließen Sie das andere Programm, etwa eine Videokonferenz, und versuchen Sie es erneut.',
  'remedy.failed.camera':
    'Stecken Sie sie neu ein oder wählen Sie eine andere. Der Anruf geht nur mit Ton weiter.',
  'remedy.failed.microphone': 'Stecken Sie es neu ein oder wählen Sie ein anderes.',
};
