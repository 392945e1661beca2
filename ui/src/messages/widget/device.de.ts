import type { widgetDeviceEn } from './device.en.ts';

/** Das Telefon des Kunden neben der Seite, von der er angerufen hat. */
export const widgetDeviceDe = {
  'device.scan':
    'Richten Sie die Kamera des Telefons auf diesen Code und öffnen Sie den Link, den sie zeigt.',
  'device.asked': '{name} möchte durch die Kamera Ihres Telefons sehen.',
  'device.sent':
    '{name} hat einen Link an Ihr Telefon gesendet. Öffnen Sie ihn dort, um zu zeigen, was dessen Kamera sieht.',
  'device.code': 'Code für Ihr Telefon',
  'device.type-it': 'Oder öffnen Sie diese Adresse auf dem Telefon:',
  'device.left': 'Gilt einmal, noch {time}.',
  'device.loading': 'Einen Moment…',
  'device.no-code': 'Der Code konnte nicht erstellt werden. Bitte versuchen Sie es noch einmal.',
  'device.not-now': 'Jetzt nicht',
  'device.here': 'Die Kamera Ihres Telefons ist im Gespräch.',
  'device.away': 'Ihr Telefon hat keine Verbindung mehr. Es kommt von selbst zurück oder gar nicht.',
  'device.sound-there': 'Sie sprechen und hören am Telefon.',
  'device.sound-here': 'Ton hierher holen',
  'device.remove': 'Telefon nicht mehr benutzen',
} as const satisfies Record<keyof typeof widgetDeviceEn, string>;
