import type { Translation } from '../catalogue.ts';
import type { problemEn } from './en.ts';

export const problemDe: Translation<typeof problemEn> = {
  'problem.bad-request': 'An dieser Anfrage stimmte etwas nicht. Bitte versuchen Sie es noch einmal.',
  'problem.message-unknown':
    'Diese Seite und der Server verstehen einander nicht. Bitte laden Sie die Seite neu.',
  'problem.message-too-large': 'Das ist zu viel auf einmal. Bitte senden Sie weniger.',
  'problem.rate-limited':
    'Das waren zu viele Versuche in kurzer Zeit. Bitte warten Sie einen Moment und versuchen Sie es noch einmal.',
  'problem.not-signed-in': 'Sie sind abgemeldet. Bitte melden Sie sich wieder an.',
  'problem.wrong-credentials': 'E-Mail und Passwort passen nicht zusammen. Bitte prüfen Sie beides.',
  'problem.wrong-password': 'Das ist nicht Ihr bisheriges Passwort. Bitte prüfen Sie es.',
  'problem.token-invalid':
    'Diesem Gespräch können Sie von hier aus nicht mehr beitreten. Bitte beginnen Sie ein neues.',
  'problem.origin-not-allowed': 'Für diese Website sind keine Anrufe eingerichtet.',
  'problem.not-allowed': 'Dazu sind Sie nicht berechtigt.',
  'problem.not-found': 'Unter dieser Adresse gibt es nichts.',
  'problem.application-unknown': 'Für diese Website sind keine Anrufe eingerichtet.',
  'problem.no-scenario': 'Auf dieser Seite werden gerade keine Anrufe angeboten.',
  'problem.engagement-not-found': 'Dieses Gespräch gibt es nicht, oder es gehört zu einem anderen Team.',
  'problem.engagement-ended': 'Der Anruf ist schon beendet.',
  'problem.engagement-not-active': 'Das geht nur während eines laufenden Anrufs.',
  'problem.engagement-taken': 'Jemand anderes hat gerade angenommen.',
  'problem.invitation-not-found': 'Diese Einladung gibt es nicht.',
  'problem.invitation-over':
    'Dieser Anruf klingelt nicht mehr: Jemand anderes hat angenommen, oder der Kunde hat aufgegeben.',
  'problem.not-a-participant': 'Sie sind nicht in diesem Anruf.',
  'problem.not-paused-by-you': 'Die andere Seite hält den Anruf und kann ihn fortsetzen.',
  'problem.last-associate':
    'Sonst ist niemand da, der mit dem Kunden weiterspricht. Mit „Beenden“ endet der Anruf.',
  'problem.already-engaged': 'Sie sind in einem anderen Anruf. Beenden Sie zuerst diesen.',
  'problem.associate-unavailable': 'Dort kann gerade niemand antworten. Bitte wählen Sie jemand anderen.',
  'problem.recording-refused': 'Der Kunde möchte nicht, dass dieser Anruf aufgezeichnet wird.',
  'problem.recording-not-found': 'Hier gibt es keine Aufzeichnung.',
  'problem.recording-damaged':
    'Diese Aufzeichnung wurde verändert oder beschädigt und wird deshalb nicht gezeigt. Bitte wenden Sie sich an die Stelle, die Parley betreibt.',
  'problem.recording-not-over': 'Die Aufzeichnung läuft noch. Versuchen Sie es nach dem Gespräch erneut.',
  'problem.file-refused':
    'Es lassen sich nur JPEG-, PNG-, GIF-, WebP- und PDF-Dateien senden, deren Name das auch sagt.',
  'problem.file-not-found': 'Diese Datei ist nicht mehr da.',
  'problem.messages-full': 'In diesem Anruf ist kein Platz für weitere Nachrichten.',
  'problem.conversation-not-found': 'Diese Unterhaltung gibt es nicht, oder sie gehört jemand anderem.',
  'problem.conversation-taken':
    'Diese Unterhaltung gehört einer Kollegin oder einem Kollegen. Bitten Sie darum, sie zu übernehmen.',
  'problem.number-invalid':
    'Das ist keine Telefonnummer, die SMS empfangen kann. Schreiben Sie sie mit der Landesvorwahl, etwa +49 1512 3456789.',
  'problem.sms-stopped':
    'Diese Nummer hat STOP geschrieben. Sie bekommt keine SMS mehr, bis von dort START kommt.',
  'problem.sms-unavailable': 'SMS ist nicht eingerichtet. Fragen Sie, wer Parley betreibt.',
  'problem.ink-full': 'In diesem Anruf ist zu viel gezeichnet. Löschen Sie zuerst etwas davon.',
  'problem.ink-refused': 'Der Kunde möchte zurzeit nicht, dass gezeichnet wird.',
  'problem.stroke-not-found': 'Das wurde schon entfernt.',
  'problem.question-not-found': 'Danach fragt niemand mehr.',
  'problem.question-over': 'Diese Frage ist beantwortet oder abgelaufen.',
  'problem.device-link-unknown': 'Dieser Link gilt nicht mehr. Bitten Sie um einen neuen.',
  'problem.device-link-over':
    'Dieser Link wurde benutzt, ist abgelaufen oder wurde zurückgenommen. Bitten Sie um einen neuen.',
  'problem.device-there': 'Das Telefon des Kunden ist schon im Gespräch.',
  'problem.not-on-this-device': 'Das geht nur dort, wo das Gespräch begonnen wurde.',
  'problem.freeze-refused': 'Der Kunde möchte nicht, dass sein Bild eingefroren wird.',
  'problem.no-such-picture': 'Davon gibt es im Moment kein Bild.',
  'problem.still-not-found': 'Dieses Standbild gibt es nicht mehr.',
  'problem.still-invalid': 'Diese Datei ist kein Bild, das als Standbild aufbewahrt werden kann.',
  'problem.too-many-stills':
    'Dieser Anruf hat so viele Standbilder, wie er behalten kann. Löschen Sie zuerst eines.',
  'problem.not-in-scenario': 'Das gehört nicht zu dieser Art von Anruf.',
  'problem.code-unknown':
    'Dieser Code ist nicht bekannt. Prüfen Sie ihn auf Tippfehler, oder fragen Sie, wer ihn geschickt hat.',
  'problem.code-expired': 'Dieser Link ist abgelaufen. Bitten Sie um einen neuen.',
  'problem.pin-needed': 'Zum Eintreten wird eine PIN gebraucht. Sie steht in Ihrer Einladung.',
  'problem.pin-wrong': 'Das ist nicht die PIN. Prüfen Sie sie und versuchen Sie es noch einmal.',
  'problem.engagement-full': 'Dieser Anruf ist voll. Versuchen Sie es wieder, wenn jemand gegangen ist.',
  'problem.knock-not-found': 'Diese Person wartet nicht mehr.',
  'problem.entry-refused':
    'Sie wurden nicht eingelassen. Falls das ein Versehen war, wenden Sie sich an die Person, die Sie eingeladen hat.',
  'problem.host-not-there': 'Der Gastgeber ist noch nicht da. Bitte warten Sie einen Moment.',
  'problem.meeting-not-found': 'Dieses Treffen gibt es nicht.',
  'problem.meeting-cancelled': 'Dieses Treffen wurde abgesagt. Fragen Sie nach, ob es ein neues gibt.',
  'problem.media-unavailable': 'Bild und Ton konnten nicht verbunden werden. Gleich folgt ein neuer Versuch.',
  'problem.media-refused': 'Bild und Ton konnten von diesem Browser aus nicht verbunden werden.',
  'problem.version-too-old': 'Diese Seite ist veraltet. Bitte laden Sie sie neu.',
  'problem.conflict': 'Im selben Moment ist etwas anderes geschehen. Bitte versuchen Sie es noch einmal.',
  'problem.draining': 'Der Dienst startet neu und ist gleich wieder da.',
  'problem.internal': 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es gleich noch einmal.',
};
