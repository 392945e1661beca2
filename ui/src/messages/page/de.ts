import type { Translation } from '../catalogue.ts';
import type { pageEn } from './en.ts';

export const pageDe: Translation<typeof pageEn> = {
  'product.name': 'Parley',
  'page.skip': 'Zum Inhalt springen',
  'page.loading': 'Einen Moment …',
  'page.broken.title': 'Diese Seite ist gestolpert',
  'page.broken.text': 'Nichts ist verloren: Ein laufender Anruf geht weiter, sobald die Seite wieder da ist.',
  'page.missing.title': 'Unter dieser Adresse gibt es nichts',
  'page.reload': 'Seite neu laden',
  'page.home': 'Zum Anfang',
  'page.to-start': 'Parley: zum Anfang',
  'page.unreachable': 'Der Server ist nicht erreichbar.',
  'page.retry': 'Noch einmal versuchen',
  'common.close': 'Schließen',

  'sign-in.title': 'Anmelden',
  'sign-in.email': 'E-Mail',
  'sign-in.password': 'Passwort',
  'sign-in.submit': 'Anmelden',
  'sign-in.busy': 'Anmeldung läuft …',
  'sign-in.email-missing': 'Bitte geben Sie Ihre E-Mail-Adresse ein.',
  'sign-in.password-missing': 'Bitte geben Sie Ihr Passwort ein.',

  'name-menu.open': 'Ihr Menü: {name}',
  'name-menu.theme': 'Darstellung',
  'name-menu.theme.light': 'Hell',
  'name-menu.theme.dark': 'Dunkel',
  'name-menu.theme.system': 'Wie das System',
  'name-menu.sign-out': 'Abmelden',
};
