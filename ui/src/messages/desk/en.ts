import type { Messages } from '../catalogue.ts';

/** Associate Desktop. */
export const deskEn = {
  'product.name': 'Parley',
} as const satisfies Messages;
