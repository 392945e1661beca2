import type { Messages } from '../catalogue.ts';

/** Everybody in a call, when they are more than two. */
export const deskGalleryEn = {
  'gallery.title': 'Everybody in this call',
  'gallery.others': 'Others in this call',
  'gallery.muted': '{name}, microphone muted',
  'gallery.away': 'Reconnecting…',
  'gallery.open': 'Show everybody equally large',
  'gallery.close': 'Show the customer large',
} as const satisfies Messages;
