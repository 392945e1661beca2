import type { Translation } from '../catalogue.ts';
import type { deskGalleryEn } from './gallery.en.ts';

export const deskGalleryDe: Translation<typeof deskGalleryEn> = {
  'gallery.title': 'Alle in diesem Anruf',
  'gallery.others': 'Andere in diesem Anruf',
  'gallery.muted': '{name}, Mikrofon stumm',
  'gallery.away': 'Verbindet neu …',
  'gallery.open': 'Alle gleich groß zeigen',
  'gallery.close': 'Die Person am Anruf groß zeigen',
};
